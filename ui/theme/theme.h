#pragma once
// The look in force: tokens, fonts, and the application palette and style made from them. Handed by reference
// to every page; repaint on changed().

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace switchyard::ui {

enum class Scheme { System, Light, Dark };

/// Sizes of docs/guide/look.md. Figures are tabular in all of them.
enum class FontRole { Number, SheetTitle, PageTitle, Sentence, Body, Table, Caption, Mono };

class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(Scheme scheme, QObject* parent = nullptr);

    const Tokens& tokens() const { return tokens_; }
    Scheme scheme() const { return scheme_; }
    void setScheme(Scheme scheme);
    /// What the desktop says its look is; asked of the palette at the start. Changes ours while it follows.
    void setSystemDark(bool dark);
    /// weight: QFont::Normal, QFont::Medium or QFont::DemiBold
    QFont font(FontRole role, QFont::Weight weight = QFont::Normal) const;
    /// Sets the application's style, palette and font from the tokens.
    void applyTo(QApplication& application) const;

Q_SIGNALS:
    void changed();

private:
    void update();

    Scheme scheme_;
    bool systemDark_;
    Tokens tokens_;
    QString textFamily_, monoFamily_;
};

} // namespace switchyard::ui
