#pragma once
#include "ui/replication/slots_model.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"

class QTableView;

namespace switchyard::ui {

/// The primary's replication slots, with what each keeps on disk.
class SlotsPanel : public Panel
{
    Q_OBJECT
public:
    explicit SlotsPanel(const PageParts& parts, QWidget* parent = nullptr);
    void show(const SlotTable& table);
    void updateAges();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    const PageParts parts_;
    SlotTable table_;
    SlotsModel* model_;
    QTableView* view_;
    TextLine* title_;
    TextLine* age_;
    TextLine* empty_;
};

} // namespace switchyard::ui
