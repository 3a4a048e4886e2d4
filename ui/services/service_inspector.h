#pragma once
#include "ui/services/inspect.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

class QScrollArea;
class QVBoxLayout;

namespace switchyard::ui {

/// One section: a title, marked lines that wrap, and facts. Parts are used again, so that nothing flickers
/// when values change.
class InspectorSection : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorSection(const Theme& theme, QWidget* parent);
    void setContent(const ServiceSection& section, bool live);

private:
    struct Line
    {
        QWidget* box;
        StateMark* mark;
        TextBlock* words;
    };
    Line makeLine();

    const Theme& theme_;
    ServiceSection shown_;
    TextLine *title_, *aside_;
    QVBoxLayout* lineRows_;
    QVector<Line> lines_;
    KeyValues* facts_;
};

/// The chosen service or node, at the right of the page.
class ServiceInspector : public Panel
{
    Q_OBJECT
public:
    explicit ServiceInspector(const PageParts& parts, QWidget* parent = nullptr);
    void show(const ServiceInspection& content);
    void updateAges();
    QSize sizeHint() const override { return {360, Panel::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {264, 0}; }

private:
    QWidget* makeHead();

    const PageParts parts_;
    StateMark* mark_;
    TextLine* name_;
    TextLine* seen_;
    TextBlock* sentence_;
    QScrollArea* scroll_;
    QVBoxLayout* sectionRows_;
    QVector<InspectorSection*> sections_;
    std::optional<Instant> seenAt_;
    bool live_ = false;
};

} // namespace switchyard::ui
