#pragma once
// The connector over libpq with its parts exchangeable: what makeLibpqConnector() of connector.h makes.

#include "core/postgres/connector.h"
#include "core/postgres/resolver.h"

namespace switchyard::postgres {

class Conversation;

class LibpqConnector final : public Connector
{
public:
    explicit LibpqConnector(HostLookup lookup = lookUpHost);
    ~LibpqConnector() override;

    std::vector<Answer> queryAll(const std::vector<Question>& questions, const Call& call) override;

private:
    using Conversations = std::vector<std::unique_ptr<Conversation>>;
    std::unique_ptr<Conversation> conversationWith(const Target& target);
    void carryOn(const Conversations& conversations, const Call& call);
    void wait(const Conversations& conversations, const Call& call, std::vector<bool>& ready);

    std::shared_ptr<WakeUp> wakeUp_;
    Resolver resolver_;
    Conversations kept_;
};

} // namespace switchyard::postgres
