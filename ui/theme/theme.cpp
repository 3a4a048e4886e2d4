#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace switchyard::ui {

namespace {

// The first of these that is installed. Roboto and Noto Sans have tabular figures by default (all ten digits
// advance alike: 7.30 px and 7.42 px at 10 pt); Inter has not, and Qt 6.4 cannot switch them on. Roboto comes
// first because Debian packages its Medium weight, which Noto Sans has not there: half of our words stand in
// it.
QString firstInstalled(const QStringList& families, const QString& fallback)
{
    for (const QString& family : families) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return fallback;
}

/// Only before applyTo(): after that the palette is ours.
bool systemIsDark()
{
    const QPalette p = QApplication::palette();
    return p.color(QPalette::Window).lightness() < p.color(QPalette::WindowText).lightness();
}

double pointSize(FontRole role)
{
    switch (role) {
    case FontRole::Number: return 15;
    case FontRole::SheetTitle: return 13.5;
    case FontRole::PageTitle: return 12;
    case FontRole::Sentence: return 10.5;
    case FontRole::Body: return 10;
    case FontRole::Table: return 9;
    case FontRole::Caption: return 8;
    case FontRole::Mono: return 9;
    }
    return 10;
}

} // namespace

Theme::Theme(Scheme scheme, QObject* parent) : QObject(parent), scheme_(scheme), systemDark_(systemIsDark())
{
    textFamily_ = firstInstalled({QStringLiteral("Roboto"), QStringLiteral("Noto Sans")},
        QFontDatabase::systemFont(QFontDatabase::GeneralFont).family());
    monoFamily_ = firstInstalled(
        {QStringLiteral("JetBrains Mono")}, QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    setScheme(scheme);
}

void Theme::setScheme(Scheme scheme)
{
    scheme_ = scheme;
    update();
}

void Theme::setSystemDark(bool dark)
{
    if (dark == systemDark_)
        return;
    systemDark_ = dark;
    if (scheme_ == Scheme::System)
        update();
}

void Theme::update()
{
    const bool dark = scheme_ == Scheme::Dark || (scheme_ == Scheme::System && systemDark_);
    tokens_ = dark ? Tokens::darkTheme() : Tokens::light();
    Q_EMIT changed();
}

QFont Theme::font(FontRole role, QFont::Weight weight) const
{
    QFont font(role == FontRole::Mono ? monoFamily_ : textFamily_);
    font.setPointSizeF(pointSize(role));
    // Roboto has no 600: Medium is the nearest for small words, Bold for titles.
    const bool title = role <= FontRole::PageTitle;
    font.setWeight(weight == QFont::DemiBold && title ? QFont::Bold : weight);
    // The pages were drawn in Inter, which runs wider: a hair of space keeps small words as open as there.
    if (role != FontRole::Mono && !title)
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.1);
    return font;
}

void Theme::applyTo(QApplication& application) const
{
    QPalette p;
    p.setColor(QPalette::Window, tokens_.win);
    p.setColor(QPalette::WindowText, tokens_.text);
    p.setColor(QPalette::Base, tokens_.surface);
    p.setColor(QPalette::AlternateBase, tokens_.raised);
    p.setColor(QPalette::Text, tokens_.text);
    p.setColor(QPalette::Button, tokens_.surface);
    p.setColor(QPalette::ButtonText, tokens_.text);
    p.setColor(QPalette::PlaceholderText, tokens_.muted);
    p.setColor(QPalette::ToolTipBase, tokens_.raised);
    p.setColor(QPalette::ToolTipText, tokens_.text);
    p.setColor(QPalette::Highlight, tokens_.fill);
    p.setColor(QPalette::HighlightedText, tokens_.onFill);
    p.setColor(QPalette::Link, tokens_.accent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, tokens_.muted);
    if (application.style()->name() != QStringLiteral("fusion"))
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(p);
    application.setFont(font(FontRole::Table));
    application.setStyleSheet(controlStyleSheet(tokens_));
}

} // namespace switchyard::ui
