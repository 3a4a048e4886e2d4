#pragma once
// The window's command line.

#include "core/trace/log_file.h"
#include "ui/theme/theme.h"

#include <QStringList>
#include <tl/expected.hpp>

namespace switchyard {

struct Options
{
    QStringList clusters;             ///< names of profiles; empty: those of the last time
    std::optional<ui::Scheme> scheme; ///< empty: as the settings remember
    QString screenshots;              ///< folder; empty: none
    int measureSeconds = 0;
    bool quitAfterFirstFrame = false;
    bool quitAfterFirstTopology = false;
    LogLevel logLevel = LogLevel::Info;
};

/// Prints one sentence on standard error and gives the exit code: 2 could not look, 64 bad usage.
int refuse(const QString& words, int code);
inline constexpr int exitUsage = 64, exitCouldNotLook = 2;

/// The options, or the exit code when they cannot be used. Ends the program itself for --help and --version.
tl::expected<Options, int> readOptions(const QStringList& arguments);

} // namespace switchyard
