#pragma once
#include "ui/palette/command_list.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/text_line.h"

class QLineEdit;
class QListView;

namespace switchyard::ui {

/// Every command by its words. Arrows choose, Enter runs, Esc closes; the field keeps the focus all the time.
class CommandPalette : public Overlay
{
    Q_OBJECT
public:
    /// `actions` outlives it.
    CommandPalette(const Theme& theme, const Actions& actions, QWidget* host);
    void openEmpty();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& typed);
    void choose(int row);
    void run();
    bool handleKey(int key);

    const Actions& actions_;
    CommandList* list_;
    QLineEdit* field_;
    QListView* view_;
    TextLine* none_;
};

} // namespace switchyard::ui
