#include "app/gui/screenshots.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>
#include <utility>

namespace switchyard {

Screenshots::Screenshots(
    ui::MainWindow& window, ui::Theme& theme, const QDir& folder, int snapshots, int patience)
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

void Screenshots::pose()
{
    const bool dark = next_ >= window_.pageCount();
    theme_.setScheme(dark ? ui::Scheme::Dark : ui::Scheme::Light);
    theme_.applyTo(*qApp);
    window_.openPage(next_ % window_.pageCount());
    // A page that was never shown gets its layout from the event loop, which must run first.
    QTimer::singleShot(std::chrono::milliseconds(300), this, &Screenshots::take);
}

void Screenshots::take()
{
    const QString file = path();
    saved_ = window_.grab().save(file) && saved_;
    std::printf("%s\n", qPrintable(file));
    if (++next_ < 2 * window_.pageCount())
        pose();
    else
        QCoreApplication::exit(saved_ ? 0 : 1);
}

QString Screenshots::path() const
{
    const QString page = window_.currentPage()->objectName().section(u'.', -1);
    const QString look = theme_.tokens().dark ? QStringLiteral("dark") : QStringLiteral("light");
    return folder_.filePath(QStringLiteral("%1-%2.png").arg(page, look));
}

} // namespace switchyard
