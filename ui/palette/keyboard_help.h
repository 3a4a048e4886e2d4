#pragma once
#include "ui/widgets/actions.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/page.h"

class QScrollArea;

namespace switchyard::ui {

/// All keys: those of the page that is shown, then those that work everywhere. Made anew each time it opens.
class KeyboardHelp : public Overlay
{
    Q_OBJECT
public:
    KeyboardHelp(const Theme& theme, QWidget* host);
    void openFor(const QString& page, const QVector<PageKey>& pageKeys, const QVector<Action>& actions);

private:
    const Theme& theme_;
    QScrollArea* scroll_;
};

} // namespace switchyard::ui
