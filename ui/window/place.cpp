#include "ui/window/place.h"

#include <QSettings>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QString schemeName(Scheme scheme)
{
    switch (scheme) {
    case Scheme::System: return u"system"_s;
    case Scheme::Light: return u"light"_s;
    case Scheme::Dark: return u"dark"_s;
    }
    return {};
}

} // namespace

void rememberScheme(QSettings& settings, Scheme scheme)
{
    settings.setValue(u"look/scheme"_s, schemeName(scheme));
}

void restoreScheme(const QSettings& settings, Theme& theme)
{
    if (theme.scheme() != Scheme::System)
        return;
    const QString name = settings.value(u"look/scheme"_s).toString();
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        if (name == schemeName(scheme))
            theme.setScheme(scheme);
    }
}

void rememberPlace(QSettings& settings, const QWidget& window)
{
    settings.setValue(u"window/geometry"_s, window.saveGeometry());
}

void restorePlace(const QSettings& settings, QWidget& window)
{
    if (!window.restoreGeometry(settings.value(u"window/geometry"_s).toByteArray()))
        window.resize(1440, 900);
}

} // namespace switchyard::ui
