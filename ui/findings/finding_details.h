#pragma once
// All about the chosen finding: what it means, what to do, the values behind it, what it follows from.

#include "ui/findings/finding_lines.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace switchyard::ui {

class FindingDetails : public Panel
{
    Q_OBJECT
public:
    explicit FindingDetails(const PageParts& parts, QWidget* parent = nullptr);
    /// Null: nothing is chosen, which is said. `cause` and `effects` are titles of other findings.
    void show(const FindingLine* line, const QString& cause, const QStringList& effects);
    void updateAges();
    QSize sizeHint() const override { return {360, Panel::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {280, 0}; }

Q_SIGNALS:
    void openRequested();
    void copyRequested();

private:
    void makeHead(QVBoxLayout* column);
    QWidget* section(const QString& title, QWidget* content, QVBoxLayout* column);
    void showEvidence(const Finding& finding);

    const PageParts parts_;
    FindingLine line_;
    bool chosen_ = false;
    StateMark* mark_;
    Badge* severity_;
    TextBlock* title_;
    TextLine* times_;
    QPushButton* open_;
    QPushButton* copy_;
    QScrollArea* scroll_;
    TextBlock *meaning_, *remedy_, *said_, *cause_, *effects_;
    KeyValues* evidence_;
    QWidget *meaningBox_, *remedyBox_, *evidenceBox_, *causeBox_, *effectsBox_;
};

} // namespace switchyard::ui
