#pragma once
// Follows the desktop's light or dark look while the window is open.

#include "ui/theme/theme.h"

#include <QDBusVariant>
#include <QObject>

namespace switchyard {

/// Asks the desktop portal (org.freedesktop.portal.Settings, "org.freedesktop.appearance color-scheme"),
/// which GNOME, KDE and others answer on X11 and Wayland alike, and hears of every change. Qt 6.4 has no such
/// question of its own. Never waits; without a portal the palette of the start stays the answer.
class SystemLook : public QObject
{
    Q_OBJECT
public:
    /// `changed` is called after the theme, so that the application takes it over.
    SystemLook(ui::Theme& theme, std::function<void()> changed);

private Q_SLOTS:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void take(const QVariant& value);

    ui::Theme& theme_;
    std::function<void()> changed_;
};

/// 1: dark, 2: light, 0: no preference; nested variants, as older portals answer, are opened. Empty: no
/// answer.
std::optional<bool> saysDark(QVariant value);

} // namespace switchyard
