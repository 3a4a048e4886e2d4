#include "ui/window/arrangement.h"

#include "ui/widgets/page.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QString groupOf(const Page& page)
{
    return u"pages/"_s + page.objectName();
}

/// A header has no name of its own: its table's stands for it. Empty if nobody can drag its columns.
QString columnsKey(const QHeaderView& header)
{
    const QWidget* table = header.parentWidget();
    if (!table || table->objectName().isEmpty() || header.orientation() != Qt::Horizontal)
        return {};
    for (int section = 0; section < header.count(); ++section) {
        if (header.sectionResizeMode(section) == QHeaderView::Interactive)
            return u"columns/"_s + table->objectName();
    }
    return {};
}

QString splitterKey(const QSplitter& splitter)
{
    return splitter.objectName().isEmpty() ? QString() : u"splitters/"_s + splitter.objectName();
}

} // namespace

void keepArrangement(QSettings& settings, const Page& page)
{
    page.saveTo(settings);
    settings.beginGroup(groupOf(page));
    for (const auto* splitter : page.findChildren<QSplitter*>()) {
        if (const QString key = splitterKey(*splitter); !key.isEmpty())
            settings.setValue(key, splitter->saveState());
    }
    for (const auto* header : page.findChildren<QHeaderView*>()) {
        if (const QString key = columnsKey(*header); !key.isEmpty())
            settings.setValue(key, header->saveState());
    }
    settings.endGroup();
}

void restoreArrangement(QSettings& settings, Page& page)
{
    page.restoreFrom(settings);
    settings.beginGroup(groupOf(page));
    for (auto* splitter : page.findChildren<QSplitter*>()) {
        const QString key = splitterKey(*splitter);
        if (key.isEmpty())
            continue;
        if (const QVariant state = settings.value(key); state.isValid())
            splitter->restoreState(state.toByteArray());
    }
    for (auto* header : page.findChildren<QHeaderView*>()) {
        const QString key = columnsKey(*header);
        if (key.isEmpty())
            continue;
        if (const QVariant state = settings.value(key); state.isValid())
            header->restoreState(state.toByteArray());
    }
    settings.endGroup();
}

} // namespace switchyard::ui
