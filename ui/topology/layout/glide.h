#pragma once
// The way from one layout to the next, so that the eye can follow what moves. Pure functions.

#include "ui/topology/layout/layout.h"

namespace switchyard::ui::topology {

/// A graph with where its things stand.
struct Scene
{
    Graph graph;
    Layout layout;
};

/// `to.layout` with everything that `from` also has at `share` (0 to 1) of its way; what is new stands in its
/// place at once, and so does a track that takes another route.
Layout between(const Scene& from, const Scene& to, double share);

/// Whether anything that both have stands elsewhere.
bool anythingMoves(const Scene& from, const Scene& to);

} // namespace switchyard::ui::topology
