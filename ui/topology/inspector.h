#pragma once
// The inspector beside the canvas: all that is known about what was chosen.

#include "ui/topology/inspector_content.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace switchyard::ui {
class Badge;
class Rule;
class TextBlock;
class TextLine;
} // namespace switchyard::ui

namespace switchyard::ui::topology {

class FactSection;
class FindingsSection;
class SuccessionSection;
class TrendSection;

class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(const Theme& theme, QWidget* parent = nullptr);
    void setContent(const InspectorContent& content);
    const InspectorContent& content() const { return content_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeHead();
    void setHead();
    void setGroups();

    const Theme& theme_;
    InspectorContent content_;
    StateMark* mark_ = nullptr;
    TextLine *name_ = nullptr, *seen_ = nullptr;
    TextBlock *line_ = nullptr, *why_ = nullptr;
    Badge* badge_ = nullptr;
    QVBoxLayout* groupsLayout_ = nullptr;
    QVector<FactSection*> groups_;
    TrendSection* trend_ = nullptr;
    SuccessionSection* succession_ = nullptr;
    FindingsSection* findings_ = nullptr;
    QScrollArea* scroll_ = nullptr;
};

} // namespace switchyard::ui::topology
