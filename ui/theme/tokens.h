#pragma once
// The look as values: colours by meaning, type sizes, spaces. docs/guide/look.md says what each is for.

#include <QColor>

namespace switchyard::ui {

/// The four colours of a state: its mark, words in it, its tint behind words, words on that tint.
struct StateColors
{
    QColor mark, text, tint, onTint;
};

enum class State { Ok, Warn, Bad, Unknown, Accent };

struct Tokens
{
    bool dark = false;
    QColor win, rail;
    QColor surface, raised;
    QColor canvas, lane;
    QColor line, line2, grid;
    QColor text, text2, muted;
    QColor accent, fill, onFill;
    QColor scrim, hatch;
    StateColors ok, warn, bad, unknown, accentState;

    const StateColors& state(State s) const;
    static Tokens light();
    static Tokens darkTheme();
};

/// Spaces and radii in device-independent pixels; everything sits on a grid of 8.
namespace space {
inline constexpr int tiny = 4, small = 8, medium = 12, large = 16, huge = 24;
inline constexpr int controlRadius = 4, cardRadius = 6, laneRadius = 8;
inline constexpr int row = 32, control = 32, controlSmall = 24, icon = 16;
inline constexpr int railWidth = 168, topHeight = 56, statusHeight = 24, inspectorWidth = 344;
} // namespace space

} // namespace switchyard::ui
