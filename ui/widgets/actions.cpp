#include "ui/widgets/actions.h"

#include <QShortcut>
#include <QWidget>

namespace switchyard::ui {

QVector<Action> Actions::all() const
{
    QVector<Action> actions = fixed_;
    for (const Source& source : sources_)
        actions += source();
    return actions;
}

void Actions::bindKeys(QWidget& window) const
{
    for (const Action& action : fixed_) {
        if (!action.keys.isEmpty())
            QObject::connect(new QShortcut(action.keys, &window), &QShortcut::activated, &window, action.run);
    }
}

} // namespace switchyard::ui
