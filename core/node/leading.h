#pragma once
// What a leader's supervisor keeps right while it leads: whom commits wait for, and what etcd knows of that.

#include "core/node/door.h"
#include "core/node/synchronous.h"

namespace switchyard::node {

/// Belongs to one thread. Begins anew with each promotion.
class Leading
{
public:
    explicit Leading(MemberParts parts);
    /// About once a second.
    void tick(const std::stop_token& stop);
    QStringList streaming() const { return streaming_; }

private:
    bool lookAtStandbys(const std::stop_token& stop);
    void change(const Claim& wanted, const std::stop_token& stop);
    bool claim(const Claim& claim, const std::stop_token& stop);
    bool apply(const Claim& claim, const std::stop_token& stop);

    MemberParts parts_;
    Claim now_; ///< what the server goes by
    QMap<QString, std::chrono::milliseconds> lastStreaming_;
    QStringList streaming_;
};

} // namespace switchyard::node
