#pragma once
// The page "Topology": findings, canvas, inspector.

#include "ui/topology/layout/graph.h"
#include "ui/topology/object_id.h"
#include "ui/widgets/page.h"

class QScrollArea;

namespace switchyard::ui {

namespace topology {
class Canvas;
class FindingStrip;
class Inspector;
class StatePane;
class ToolRow;
} // namespace topology

class TopologyPage : public Page
{
    Q_OBJECT
public:
    explicit TopologyPage(PageParts parts, QWidget* parent = nullptr);
    ~TopologyPage() override;

    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;
    /// Chooses a member, a pooler (also as "pooler/database") or a Swarm node by name; nothing else if it is
    /// not there.
    void inspect(const QString& subject);
    const topology::ObjectId& chosen() const { return chosen_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const topology::ObjectId& id);
    void refresh();
    void fitRoom();
    void setZoom(double zoom);
    void stepZoom(int steps);
    void zoomToFit();
    double fitting() const;

    PageParts parts_;
    SnapshotPtr snapshot_;
    topology::Graph graph_;
    topology::ObjectId chosen_;
    topology::ToolRow* tools_;
    topology::FindingStrip* strip_;
    topology::Canvas* canvas_;
    topology::StatePane* pane_;
    QScrollArea* scroll_;
    topology::Inspector* inspector_;
};

} // namespace switchyard::ui
