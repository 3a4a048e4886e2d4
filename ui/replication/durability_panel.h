#pragma once
#include "ui/replication/page_notes.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"

namespace switchyard::ui {

/// Two facts of the primary side by side: what a commit waits for, and the archiver.
class DurabilityPanel : public Panel
{
    Q_OBJECT
public:
    explicit DurabilityPanel(const PageParts& parts, QWidget* parent = nullptr);
    void show(const Durability& durability);
    void updateAges();

private:
    struct Half
    {
        StateMark* mark = nullptr;
        TextBlock* words = nullptr;
    };
    Half makeHalf(const QString& name);
    void say(const Half& half, const QString& title, const PageNote& note);

    const PageParts parts_;
    Durability durability_;
    Half synchronous_, archiver_;
};

} // namespace switchyard::ui
