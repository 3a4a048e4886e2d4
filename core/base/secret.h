#pragma once
// A password in memory: wiped when it goes, printed by nothing.

#include <QByteArray>

namespace switchyard {

class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray value) : value_(std::move(value)) { value_.detach(); }
    Secret(const Secret& other) : value_(other.value_.constData(), other.value_.size()) {}
    Secret(Secret&& other) noexcept : value_(std::move(other.value_)) {}
    Secret& operator=(Secret other) noexcept
    {
        value_.swap(other.value_);
        return *this;
    }
    ~Secret() { wipe(); }

    bool isEmpty() const { return value_.isEmpty(); }
    /// The one way to the bytes; use them at once and keep no copy.
    const QByteArray& reveal() const { return value_; }
    bool operator==(const Secret&) const = default;

private:
    void wipe();
    QByteArray value_;
};

} // namespace switchyard
