#pragma once
// The canvas: lanes and tracks that it draws, and items on it that can be reached, chosen and read aloud.
// Items live as long as what they stand for, so that an update takes neither focus nor selection nor anything
// from its place.

#include "ui/topology/canvas_content.h"
#include "ui/topology/layout/layout.h"
#include "ui/topology/object_id.h"

#include <QMap>
#include <QWidget>

namespace switchyard::ui::topology {

class CanvasItem;
class CardItem;
class LaneItem;
class PlateItem;

class Canvas : public QWidget
{
    Q_OBJECT
public:
    explicit Canvas(const Theme& theme, QWidget* parent = nullptr);

    void show(const Graph& graph, const CanvasContent& content);
    /// The room there is at 100 %: what the layout fills.
    void setRoom(QSizeF room);
    void setZoom(double zoom);
    double zoom() const { return zoom_; }
    QSizeF sizeAt100() const { return layout_.size; }
    void setStreamsShown(bool shown);
    void setClientsShown(bool shown);
    void select(const ObjectId& id);
    QWidget* selectedItem() const; ///< null if there is none
    const Layout& geometry100() const { return layout_; }
    QVector<CanvasItem*> items() const; ///< those shown, lane by lane, from top to bottom

Q_SIGNALS:
    void activated(const switchyard::ui::topology::ObjectId& id);
    void attentionMoved(QWidget* item); ///< by an arrow key: bring it into view

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void arrange();
    void syncItems();
    template<typename Item>
    Item* itemFor(QMap<QString, Item*>& items, const QString& key, const ObjectId& subject);
    void fillItems();
    void orderFocus();
    void moveFocus(CanvasItem* from, Qt::Key direction);
    void paintLane(QPainter& painter, int lane) const;
    int streamAt(QPoint at) const;
    QRectF plateRect(int link) const;
    bool hasAttention(int link) const;

    const Theme& theme_;
    Graph graph_;
    CanvasContent content_;
    Layout layout_;
    QSizeF room_{928, 780};
    double zoom_ = 1;
    bool streams_ = true, clients_ = true;
    ObjectId selected_;
    int hovered_ = -1; ///< link under the pointer
    QMap<QString, LaneItem*> lanes_;
    QMap<QString, CardItem*> cards_;
    QMap<QString, PlateItem*> plates_;
};

} // namespace switchyard::ui::topology
