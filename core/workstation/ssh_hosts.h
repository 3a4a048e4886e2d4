#pragma once
// Host aliases of ssh_config(5), as far as they name one host: patterns and Match blocks say nothing about a
// name.

#include "core/workstation/offers.h"

#include <QStringList>

namespace switchyard::workstation {

/// One file's words: aliases in order, and what its Include lines name, where they stand.
struct SshLine
{
    enum class Kind { Host, Include } kind{};
    QString word;
    bool operator==(const SshLine&) const = default;
};
QVector<SshLine> parseSshConfig(const QByteArray& text);

/// All aliases of ~/.ssh/config and what it includes (patterns, relative to ~/.ssh, at most 16 deep, as ssh
/// itself), each once.
void addSshOffers(const Places& places, Offers& offers);

} // namespace switchyard::workstation
