#pragma once
// How a person arranged a page, from one start to the next.

#include <QString>

class QSettings;

namespace switchyard::ui {

class Page;

/// Writes what Page::saveTo() does, the splitters, and the widths of columns that a person may drag; all
/// of them by their objectName.
void keepArrangement(QSettings& settings, const Page& page);
/// The reverse; what was never kept, or does not fit any more, leaves the page as it is.
void restoreArrangement(QSettings& settings, Page& page);

} // namespace switchyard::ui
