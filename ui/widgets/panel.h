#pragma once
// A surface with a 1 px border: what cards, tables and charts stand on.

#include "ui/theme/theme.h"

#include <QWidget>

namespace switchyard::ui {

class Panel : public QWidget
{
    Q_OBJECT
public:
    enum class Edge {
        Card,
        None,
        Left,
        Bottom,
        Top,
        Right
    }; ///< rounded border all round, none, or one side's rule
    enum class Ground { Surface, Raised, Window, Rail };
    Panel(const Theme& theme, Edge edge, Ground ground = Ground::Surface, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    Edge edge_;
    Ground ground_;
};

/// A 1 px horizontal rule.
class Rule : public QWidget
{
    Q_OBJECT
public:
    explicit Rule(
        const Theme& theme, QWidget* parent = nullptr, Qt::Orientation orientation = Qt::Horizontal);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
