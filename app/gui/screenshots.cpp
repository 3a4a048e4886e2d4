#include "app/gui/screenshots.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>
#include <utility>

namespace switchyard {

Screenshots::Screenshots(
    ui::ClustersWindow& window, ui::Theme& theme, const QDir& folder, int snapshots, int patience)
    : QObject(&window), window_(window), theme_(theme), folder_(folder), wanted_(snapshots)
{
    QTimer::singleShot(std::chrono::seconds(patience), this, &Screenshots::begin);
}

void Screenshots::onSnapshot()
{
    if (--wanted_ == 0)
        begin();
}

void Screenshots::begin()
{
    if (!std::exchange(begun_, true))
        pose();
}

int Screenshots::pages() const
{
    return window_.view() ? window_.view()->pageCount() : 0;
}

void Screenshots::pose()
{
    if (pages() == 0)
        return QCoreApplication::exit(1);
    const bool dark = next_ >= pages();
    theme_.setScheme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
    theme_.applyTo(*qApp);
    window_.view()->openPage(next_ % pages());
    // A page that was never shown gets its layout from the event loop, which must run first.
    QTimer::singleShot(std::chrono::milliseconds(300), this, &Screenshots::take);
}

void Screenshots::take()
{
    const QString file = path();
    saved_ = window_.grab().save(file) && saved_;
    std::printf("%s\n", qPrintable(file));
    if (++next_ < 2 * pages())
        pose();
    else
        QCoreApplication::exit(saved_ ? 0 : 1);
}

QString Screenshots::path() const
{
    const QString page = window_.view()->currentPage()->objectName().section(u'.', -1);
    const QString look = theme_.tokens().dark ? QStringLiteral("dark") : QStringLiteral("light");
    return folder_.filePath(QStringLiteral("%1-%2.png").arg(page, look));
}

} // namespace switchyard
