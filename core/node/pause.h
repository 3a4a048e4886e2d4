#pragma once
// Waiting that ends at once when a stop is requested.

#include <chrono>
#include <stop_token>

namespace switchyard::node {

/// False if a stop was requested.
bool pause(std::chrono::milliseconds span, const std::stop_token& stop);

} // namespace switchyard::node
