#include "ui/theme/tokens.h"

namespace switchyard::ui {

namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(value | 0xff000000u);
}

QColor rgba(unsigned value, double opacity)
{
    QColor c = rgb(value);
    c.setAlphaF(static_cast<float>(opacity));
    return c;
}

} // namespace

const StateColors& Tokens::state(State s) const
{
    switch (s) {
    case State::Ok: return ok;
    case State::Warn: return warn;
    case State::Bad: return bad;
    case State::Unknown: return unknown;
    case State::Accent: return accentState;
    }
    return unknown;
}

Tokens Tokens::light()
{
    Tokens t;
    t.win = rgb(0xF1F3F6), t.rail = rgb(0xE8EBF0);
    t.surface = rgb(0xFFFFFF), t.raised = rgb(0xF7F8FA);
    t.canvas = rgb(0xF6F7F9), t.lane = rgb(0xFCFCFD);
    t.line = rgb(0xD6DAE2), t.line2 = rgb(0xAEB6C3), t.grid = rgb(0xE3E6EC);
    t.text = rgb(0x171B22), t.text2 = rgb(0x4A5260), t.muted = rgb(0x5F6877);
    t.accent = rgb(0x3B4CCA), t.fill = rgb(0x3B4CCA), t.onFill = rgb(0xFFFFFF);
    t.scrim = rgba(0x171B22, 0.38), t.hatch = rgb(0xC3C9D3);
    t.ok = {rgb(0x04695D), rgb(0x055F54), rgb(0xDFF2EF), rgb(0x055F54)};
    t.warn = {rgb(0xC67A00), rgb(0x7F4C00), rgb(0xFDF0D5), rgb(0x7F4C00)};
    t.bad = {rgb(0xCB2F30), rgb(0xA51C2E), rgb(0xFCE5E7), rgb(0xA51C2E)};
    t.unknown = {rgb(0x858E9C), rgb(0x525B69), rgb(0xE9ECF0), rgb(0x525B69)};
    t.accentState = {rgb(0x3B4CCA), rgb(0x3546BE), rgb(0xE6E9FB), rgb(0x3546BE)};
    return t;
}

Tokens Tokens::darkTheme()
{
    Tokens t;
    t.dark = true;
    t.win = rgb(0x14171C), t.rail = rgb(0x101317);
    t.surface = rgb(0x1B1F26), t.raised = rgb(0x21262E);
    t.canvas = rgb(0x15181E), t.lane = rgb(0x191D23);
    t.line = rgb(0x2D333D), t.line2 = rgb(0x4B5564), t.grid = rgb(0x272C35);
    t.text = rgb(0xE7EAEF), t.text2 = rgb(0xB1B9C6), t.muted = rgb(0x929BAA);
    t.accent = rgb(0x8796FF), t.fill = rgb(0x5363DE), t.onFill = rgb(0xFFFFFF);
    t.scrim = rgba(0x06080A, 0.62), t.hatch = rgb(0x3A414D);
    t.ok = {rgb(0x4ED4BD), rgb(0x5FD0BE), rgb(0x15302D), rgb(0x5FD0BE)};
    t.warn = {rgb(0xE8A52A), rgb(0xF2BE58), rgb(0x352A15), rgb(0xF2BE58)};
    t.bad = {rgb(0xEE5D6A), rgb(0xFF9298), rgb(0x3C1E23), rgb(0xFF9298)};
    t.unknown = {rgb(0x7C8696), rgb(0xA5AEBC), rgb(0x272C35), rgb(0xA5AEBC)};
    t.accentState = {rgb(0x8796FF), rgb(0x9DAAFF), rgb(0x252B4A), rgb(0x9DAAFF)};
    return t;
}

} // namespace switchyard::ui
