#pragma once
// Standard output and standard error of this process.

#include <QString>

namespace switchyard::ctl {

class Screen
{
public:
    Screen(); ///< colours if stdout is a terminal and NO_COLOR (https://no-color.org) is not set

    bool colour() const { return colour_; }
    /// Writes to stdout at once; false when nobody reads it any more.
    bool print(const QString& text);
    /// On a terminal puts `text` in place of the last one, elsewhere below it.
    bool redraw(const QString& text);
    /// One line to stderr, with the program's name.
    void complain(const QString& sentence);

private:
    bool terminal_;
    bool colour_;
    bool drawn_ = false;
};

} // namespace switchyard::ctl
