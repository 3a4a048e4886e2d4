#pragma once
// The page "Topology": findings, canvas or list, inspector.

#include "core/cluster/succession.h"
#include "ui/topology/layout/graph.h"
#include "ui/topology/object_id.h"
#include "ui/widgets/page.h"

#include <QPointer>

class QAction;
class QFileDialog;
class QScrollArea;

namespace switchyard::ui {

namespace topology {
class Canvas;
class FindingStrip;
class Inspector;
class ListView;
class PictureSaver;
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
    void saveTo(QSettings& settings) const override;
    void restoreFrom(const QSettings& settings) override;
    /// Chooses a member, a pooler (also as "pooler/database") or a Swarm node by name; nothing else if it is
    /// not there.
    void inspect(const QString& subject);
    const topology::ObjectId& chosen() const { return chosen_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class PictureKind { Png, Svg };

    void makeParts();
    void makeActions();
    void connectTools();
    void choose(const topology::ObjectId& id);
    void refresh();
    void showNothing();
    void showList(bool shown);
    void fitRoom();
    void setZoom(double zoom, QPointF anchor);
    void stepZoom(int steps, QPointF anchor);
    void zoomToFit();
    double fitting() const;
    QPointF middle() const;
    void askWhereToSave(PictureKind kind);
    void savePicture(PictureKind kind, const QString& path);

    PageParts parts_;
    SnapshotPtr snapshot_;
    topology::Graph graph_;
    Succession succession_;
    topology::ObjectId chosen_;
    topology::ToolRow* tools_ = nullptr;
    topology::FindingStrip* strip_ = nullptr;
    topology::Canvas* canvas_ = nullptr;
    topology::ListView* list_ = nullptr;
    topology::StatePane* pane_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    topology::Inspector* inspector_ = nullptr;
    topology::PictureSaver* saver_ = nullptr;
    QAction *savePng_ = nullptr, *saveSvg_ = nullptr, *animate_ = nullptr;
    QPointer<QFileDialog> dialog_;
};

} // namespace switchyard::ui
