#pragma once
#include "core/workstation/offers.h"

#include <QByteArray>

#include <optional>

namespace switchyard::workstation {

/// The text of a settings file of a person. Empty when it is not there (no problem), or cannot be read or is
/// larger than 1 MiB (a problem that is noted).
std::optional<QByteArray> readSmallFile(const QString& path, Offers& offers);

/// The same error, with the file in front of its detail.
Error inFile(const QString& path, Error error);

} // namespace switchyard::workstation
