#pragma once
#include "ui/pools/wait_reasons.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

class QVBoxLayout;

namespace switchyard::ui {

/// The chosen pool: its state in words, why its clients wait, and its facts.
class PoolInspector : public Panel
{
    Q_OBJECT
public:
    explicit PoolInspector(const PageParts& parts, QWidget* parent = nullptr);
    /// Empty names show what to do to see something here.
    void show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database);
    void updateAges();
    QSize sizeHint() const override { return {360, Panel::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {264, 0}; }

private:
    QWidget* section(QWidget* content, TextLine* title);
    void showReasons(const QVector<Reason>& reasons);

    const PageParts parts_;
    StateMark* mark_;
    TextLine* name_;
    TextLine* seen_;
    TextBlock* sentence_;
    QWidget* reasonsBox_;
    TextLine* reasonsTitle_;
    QVBoxLayout* reasonRows_;
    QVector<Reason> reasons_;
    QWidget* factsBox_;
    TextLine* factsTitle_;
    KeyValues* facts_;
    std::optional<Instant> seenAt_;
    bool live_ = false;
};

} // namespace switchyard::ui
