#include "ui/topology/canvas.h"

#include "ui/topology/card_item.h"
#include "ui/topology/card_painter.h"
#include "ui/topology/lane_item.h"
#include "ui/topology/plate_item.h"
#include "ui/topology/scene_painter.h"
#include "ui/topology/spatial_order.h"
#include "ui/topology/track_painter.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSet>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr int glideMs = 150;

QString cardKey(const GraphCard& card)
{
    return (card.kind == CardKind::Pooler ? u"pooler:"_s : u"member:"_s) + card.name;
}

ObjectId subjectOf(const GraphCard& card)
{
    return {card.kind == CardKind::Pooler ? ObjectId::Kind::Pooler : ObjectId::Kind::Member, card.name};
}

} // namespace

Canvas::Canvas(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setMouseTracking(true);
    setObjectName(u"topologyCanvas"_s);
    setAccessibleName(tr("Topology"));
    glide_.setStartValue(0.0);
    glide_.setEndValue(1.0);
    glide_.setDuration(glideMs);
    glide_.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&theme, &Theme::changed, this, [this] {
        update();
        for (CanvasItem* item : items())
            item->update();
    });
}

void Canvas::show(const Graph& graph, const CanvasContent& content)
{
    content_ = content;
    if (graph != graph_) {
        const Scene before{graph_, layout_};
        graph_ = graph;
        hovered_ = -1;
        target_ = layoutOf(graph_, room_);
        glideFrom(before);
        syncItems();
        arrange();
        orderFocus();
    } else {
        placeItems();
        fillItems();
    }
    update();
}

void Canvas::setRoom(QSizeF room)
{
    if (room == room_)
        return;
    room_ = room;
    glide_.stop();
    target_ = layout_ = layoutOf(graph_, room_);
    arrange();
}

bool Canvas::mayGlide() const
{
    return gliding_ && isVisible() &&
           style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
}

/// Begins to move from where things stood. Another change on the way begins from there.
void Canvas::glideFrom(const Scene& before)
{
    glide_.stop();
    glide_.disconnect(this);
    layout_ = target_;
    const Scene after{graph_, target_};
    if (!mayGlide() || !anythingMoves(before, after))
        return;
    layout_ = between(before, after, 0);
    connect(&glide_, &QVariantAnimation::valueChanged, this, [this, before, after](const QVariant& share) {
        layout_ = between(before, after, share.toDouble());
        placeItems();
        update();
    });
    glide_.start();
}

void Canvas::setZoom(double zoom)
{
    if (zoom == zoom_)
        return;
    zoom_ = zoom;
    arrange();
}

void Canvas::setStreamsShown(bool shown)
{
    streams_ = shown;
    for (PlateItem* plate : std::as_const(plates_))
        plate->setVisible(shown);
    update();
}

void Canvas::setClientsShown(bool shown)
{
    clients_ = shown;
    update();
}

void Canvas::select(const ObjectId& id)
{
    selected_ = id;
    for (CanvasItem* item : items())
        item->setSelected(id && item->subject() == id && !qobject_cast<PlateItem*>(item));
}

QWidget* Canvas::selectedItem() const
{
    for (CanvasItem* item : items()) {
        if (item->isSelected())
            return item;
    }
    return nullptr;
}

template<typename Item>
Item* Canvas::itemFor(QMap<QString, Item*>& items, const QString& key, const ObjectId& subject)
{
    if (Item* known = items.value(key))
        return known;
    auto* item = new Item(theme_, subject, this);
    item->setObjectName(key);
    connect(item, &CanvasItem::activated, this, &Canvas::activated);
    connect(item, &CanvasItem::attentionChanged, this, qOverload<>(&QWidget::update));
    connect(item, &CanvasItem::moveRequested, this, [this, item](Qt::Key d) { moveFocus(item, d); });
    item->QWidget::show();
    items.insert(key, item);
    return item;
}

void Canvas::syncItems()
{
    QSet<QString> wanted;
    const auto keep = [&](const QString& key) {
        wanted.insert(key);
        return key;
    };
    for (const GraphLane& lane : graph_.lanes)
        itemFor(lanes_, keep(u"node:"_s + lane.key), {ObjectId::Kind::Node, lane.key});
    for (const GraphCard& card : graph_.cards)
        itemFor(cards_, keep(cardKey(card)), subjectOf(card));
    for (const GraphLink& link : graph_.links) {
        if (link.kind == LinkKind::Stream)
            itemFor(
                plates_, keep(u"stream:"_s + graph_.cards[link.to].name), subjectOf(graph_.cards[link.to]));
    }
    const auto sweep = [&](auto& items) {
        for (auto it = items.begin(); it != items.end();) {
            if (wanted.contains(it.key())) {
                ++it;
                continue;
            }
            delete it.value();
            it = items.erase(it);
        }
    };
    sweep(lanes_);
    sweep(cards_);
    sweep(plates_);
    setStreamsShown(streams_);
}

void Canvas::arrange()
{
    const QSize wanted = (target_.size * zoom_).toSize();
    setMinimumSize(wanted);
    placeItems();
    fillItems();
    update();
}

/// Puts every item where the layout has it; a plate finds its own place in its zone.
void Canvas::placeItems()
{
    for (int i = 0; i < graph_.lanes.size(); ++i)
        lanes_.value(u"node:"_s + graph_.lanes[i].key)
            ->place(layout_.lanes[i].header.adjusted(8, 6, -8, -4), zoom_);
    QVector<QVector<QPointF>> ports(graph_.cards.size());
    for (int i = 0; i < graph_.links.size(); ++i) {
        const GraphLink& link = graph_.links[i];
        if (link.kind != LinkKind::Stream)
            continue;
        const QPointF start = layout_.links[i].points.first() - layout_.cards[link.from].rect.topLeft();
        if (streams_ && layout_.links[i].fromSide && !ports[link.from].contains(start))
            ports[link.from].append(start);
        plates_.value(u"stream:"_s + graph_.cards[link.to].name)
            ->setContent(content_.streams[i], layout_.links[i].plateZone, zoom_);
    }
    for (int i = 0; i < graph_.cards.size(); ++i) {
        CardItem* card = cards_.value(cardKey(graph_.cards[i]));
        card->place(layout_.cards[i].rect, zoom_);
        card->setPorts(ports[i]);
    }
}

void Canvas::fillItems()
{
    for (int i = 0; i < graph_.lanes.size(); ++i)
        lanes_.value(u"node:"_s + graph_.lanes[i].key)->setContent(content_.lanes[i]);
    for (int i = 0; i < graph_.cards.size(); ++i)
        cards_.value(cardKey(graph_.cards[i]))->setContent(content_.cards[i], layout_.detail);
    select(selected_);
}

QVector<CanvasItem*> Canvas::items() const
{
    QVector<CanvasItem*> all;
    for (LaneItem* item : lanes_)
        all.append(item);
    for (CardItem* item : cards_)
        all.append(item);
    for (PlateItem* item : plates_) {
        if (item->isVisibleTo(this))
            all.append(item);
    }
    return all;
}

void Canvas::orderFocus()
{
    QVector<CanvasItem*> all = items();
    std::sort(all.begin(), all.end(),
        [](const CanvasItem* a, const CanvasItem* b) { return laneByLane(a->rect100(), b->rect100()); });
    for (int i = 1; i < all.size(); ++i)
        setTabOrder(all[i - 1], all[i]);
}

void Canvas::moveFocus(CanvasItem* from, Qt::Key direction)
{
    const QVector<CanvasItem*> all = items();
    QVector<QRectF> rects;
    for (const CanvasItem* item : all)
        rects.append(item->rect100());
    const int next = nearestInDirection(rects, static_cast<int>(all.indexOf(from)), direction);
    if (next < 0)
        return;
    all[next]->setFocus(Qt::OtherFocusReason);
    Q_EMIT attentionMoved(all[next]);
}

QRectF Canvas::plateRect(int link) const
{
    const PlateItem* plate = plates_.value(u"stream:"_s + graph_.cards[graph_.links[link].to].name);
    return plate ? plate->rect100() : QRectF();
}

bool Canvas::hasAttention(int link) const
{
    const PlateItem* plate = plates_.value(u"stream:"_s + graph_.cards[graph_.links[link].to].name);
    return link == hovered_ || (plate && (plate->isHovered() || plate->hasFocus()));
}

void Canvas::paintScene(QPainter& painter, double zoom) const
{
    QVector<QRectF> plates;
    QVector<bool> attention;
    for (int i = 0; i < graph_.links.size(); ++i) {
        plates.append(plateRect(i));
        attention.append(hasAttention(i));
    }
    const ScenePainter scene{painter, theme_, graph_, layout_, content_, zoom};
    scene.lanes();
    if (clients_)
        scene.clients();
    if (streams_)
        scene.streams(plates, attention);
}

void Canvas::paintAt100(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({0, 0}, layout_.size), theme_.tokens().canvas);
    paintScene(painter, 1);
    for (CanvasItem* item : items())
        item->paintAt100(painter);
}

void Canvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_.tokens().canvas);
    painter.scale(zoom_, zoom_);
    paintScene(painter, zoom_);
}

int Canvas::streamAt(QPoint at) const
{
    for (int i = 0; streams_ && i < graph_.links.size(); ++i) {
        if (graph_.links[i].kind == LinkKind::Stream && nearTrack(layout_.links[i], QPointF(at) / zoom_))
            return i;
    }
    return -1;
}

void Canvas::mouseMoveEvent(QMouseEvent* event)
{
    const int at = streamAt(event->position().toPoint());
    if (at == hovered_)
        return;
    hovered_ = at;
    update();
}

void Canvas::mousePressEvent(QMouseEvent* event)
{
    const int at = streamAt(event->position().toPoint());
    if (at >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(subjectOf(graph_.cards[graph_.links[at].to]));
}

bool Canvas::event(QEvent* event)
{
    if (event->type() == QEvent::Leave && hovered_ >= 0) {
        hovered_ = -1;
        update();
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int at = streamAt(help->pos());
        if (at >= 0)
            QToolTip::showText(help->globalPos(), content_.streams[at].toolTip, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace switchyard::ui::topology
