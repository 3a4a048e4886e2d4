#include "core/postgres/libpq_connector.h"

#include "core/postgres/conversation.h"

#include <algorithm>
#include <clocale>

namespace switchyard::postgres {

namespace {

// TLS may hold input that poll(2) cannot see; without an eventfd a stop is only seen between two waits.
constexpr int longestBlindWaitMs = 20;

/// libpq's own messages untranslated for the time of a call, on this thread only: they are told apart by
/// words.
class UntranslatedMessages
{
public:
    UntranslatedMessages() : locale_(::newlocale(LC_MESSAGES_MASK, "C", ::duplocale(::uselocale(nullptr))))
    {
        if (locale_)
            previous_ = ::uselocale(locale_);
    }
    ~UntranslatedMessages()
    {
        if (locale_) {
            ::uselocale(previous_);
            ::freelocale(locale_);
        }
    }
    UntranslatedMessages(const UntranslatedMessages&) = delete;
    UntranslatedMessages& operator=(const UntranslatedMessages&) = delete;

private:
    locale_t locale_;
    locale_t previous_ = nullptr;
};

bool allFinished(const std::vector<std::unique_ptr<Conversation>>& conversations)
{
    return std::all_of(
        conversations.begin(), conversations.end(), [](const auto& c) { return c->finished(); });
}

} // namespace

LibpqConnector::LibpqConnector(HostLookup lookup)
    : wakeUp_(std::make_shared<WakeUp>()), resolver_(wakeUp_, std::move(lookup))
{
}

LibpqConnector::~LibpqConnector() = default;

std::vector<Answer> LibpqConnector::queryAll(const std::vector<Question>& questions, const Call& call)
{
    const UntranslatedMessages untranslated;
    const std::stop_callback wakeOnStop(call.stop, [wakeUp = wakeUp_] { wakeUp->ring(); });

    Conversations conversations;
    for (const Question& question : questions)
        conversations.push_back(conversationWith(question.target));
    kept_.clear(); // what nobody asked for
    for (std::size_t i = 0; i < questions.size(); ++i)
        conversations[i]->ask(questions[i]);

    carryOn(conversations, call);

    std::vector<Answer> answers;
    for (auto& conversation : conversations) {
        answers.push_back(conversation->takeAnswer());
        if (conversation->isOpen())
            kept_.push_back(std::move(conversation));
    }
    return answers;
}

std::unique_ptr<Conversation> LibpqConnector::conversationWith(const Target& target)
{
    const auto found =
        std::find_if(kept_.begin(), kept_.end(), [&](const auto& c) { return c->target() == target; });
    if (found == kept_.end())
        return std::make_unique<Conversation>(target, resolver_);
    auto conversation = std::move(*found);
    kept_.erase(found);
    return conversation;
}

void LibpqConnector::carryOn(const Conversations& conversations, const Call& call)
{
    std::vector<bool> ready(conversations.size(), false);
    for (;;) {
        for (std::size_t i = 0; i < conversations.size(); ++i)
            conversations[i]->advance(ready[i]);
        if (allFinished(conversations))
            return;
        const bool stopped = call.stop.stop_requested();
        if (stopped || call.deadline.passed()) {
            for (const auto& conversation : conversations)
                conversation->giveUp(stopped ? ErrorKind::Cancelled : ErrorKind::Timeout);
            return;
        }
        wait(conversations, call, ready);
    }
}

/// One poll(2) over all; the list is made anew each time, since libpq may have changed the sockets.
void LibpqConnector::wait(const Conversations& conversations, const Call& call, std::vector<bool>& ready)
{
    std::vector<pollfd> polled{wakeUp_->waitsFor()};
    std::vector<std::size_t> owners{0};
    bool blind = !wakeUp_->works();
    for (std::size_t i = 0; i < conversations.size(); ++i) {
        ready[i] = false;
        if (conversations[i]->finished())
            continue;
        if (const auto wanted = conversations[i]->waitsFor()) {
            polled.push_back(*wanted);
            owners.push_back(i);
        }
        if (conversations[i]->mayHideInput()) {
            blind = true;
            ready[i] = true;
        }
    }
    const int left = call.deadline.remainingMs();
    const int count = ::poll(polled.data(), polled.size(), blind ? std::min(left, longestBlindWaitMs) : left);
    if (count <= 0)
        return; // over, or a signal: the caller looks at the time
    if (polled.front().revents != 0)
        wakeUp_->silence();
    for (std::size_t p = 1; p < polled.size(); ++p) {
        if (polled[p].revents != 0)
            ready[owners[p]] = true;
    }
}

std::unique_ptr<Connector> makeLibpqConnector()
{
    return std::make_unique<LibpqConnector>();
}

} // namespace switchyard::postgres
