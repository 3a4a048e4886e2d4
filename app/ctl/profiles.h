#pragma once
// Which cluster is meant, and which there are.

#include "app/ctl/options.h"
#include "core/cluster/profile.h"

namespace switchyard::ctl {

class Screen;

/// The profile that the options name, as in loadProfile(); a file that cannot be read is
/// "profile.unreadable".
Result<ClusterProfile> findProfile(const Options& options);
/// Prints all profiles, also those that cannot be used, with the reason. Returns the exit code.
int listProfiles(bool json, Screen& screen);

} // namespace switchyard::ctl
