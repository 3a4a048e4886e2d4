#pragma once
// The parts that the inspector is put together from. Each begins with a rule.

#include "ui/topology/inspector_content.h"

#include <QWidget>

class QVBoxLayout;

namespace switchyard::ui {
class Sparkline;
class TextBlock;
class TextLine;
} // namespace switchyard::ui

namespace switchyard::ui::topology {

/// A rule on top, then the room for what the section says.
QVBoxLayout* sectionLayout(const Theme& theme, QWidget* section);

/// A titled list of facts; on a hatched ground with a dashed border when they are not live.
class FactSection : public QWidget
{
    Q_OBJECT
public:
    explicit FactSection(const Theme& theme, QWidget* parent);
    void setContent(const FactGroup& group, bool live);
    const FactGroup& group() const { return group_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    FactGroup group_;
    bool live_ = true;
    QVBoxLayout* rowsLayout_;
    TextLine *title_, *aside_;
    KeyValues* rows_;
};

class TrendSection : public QWidget
{
    Q_OBJECT
public:
    explicit TrendSection(const Theme& theme, QWidget* parent);
    void setContent(const TrendContent& content);

private:
    TextLine *title_, *now_, *left_, *middle_, *right_;
    Sparkline* line_;
};

class FindingsSection : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsSection(const Theme& theme, QWidget* parent);
    void setContent(const QString& title, const QVector<FindingContent>& findings);

private:
    struct Entry
    {
        QWidget* box;
        StateMark* mark;
        TextBlock *title, *explanation;
        TextLine* since;
    };
    Entry makeEntry();

    const Theme& theme_;
    QVBoxLayout* layout_;
    TextLine* title_;
    QVector<Entry> entries_;
    QVector<FindingContent> shown_;
};

} // namespace switchyard::ui::topology
