#pragma once
// The canvas: lanes and tracks that it draws, and items on it that can be reached, chosen and read aloud.
// Items live as long as what they stand for, so that an update takes neither focus nor selection nor anything
// from its place.

#include "ui/topology/canvas_content.h"
#include "ui/topology/layout/glide.h"
#include "ui/topology/object_id.h"

#include <QMap>
#include <QVariantAnimation>
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
    QSizeF sizeAt100() const { return target_.size; }
    /// Whether what changes its place glides there (150 ms) or stands there at once. Where the platform asks
    /// for no animations, nothing glides.
    void setGliding(bool on) { gliding_ = on; }
    void setStreamsShown(bool shown);
    void setClientsShown(bool shown);
    void select(const ObjectId& id);
    QWidget* selectedItem() const;                        ///< null if there is none
    const Layout& geometry100() const { return target_; } ///< where everything stands, or glides to
    /// Draws all of it, with what is selected, at 100 % and whatever is scrolled away: for pictures.
    void paintAt100(QPainter& painter);
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
    bool mayGlide() const;
    void glideFrom(const Scene& before);
    void arrange();
    void placeItems();
    void syncItems();
    template<typename Item>
    Item* itemFor(QMap<QString, Item*>& items, const QString& key, const ObjectId& subject);
    void fillItems();
    void orderFocus();
    void moveFocus(CanvasItem* from, Qt::Key direction);
    void paintScene(QPainter& painter, double zoom) const;
    int streamAt(QPoint at) const;
    QRectF plateRect(int link) const;
    bool hasAttention(int link) const;

    const Theme& theme_;
    Graph graph_;
    CanvasContent content_;
    Layout target_, layout_; ///< where things shall stand; where they stand now, on their way there
    QVariantAnimation glide_;
    bool gliding_ = true;
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
