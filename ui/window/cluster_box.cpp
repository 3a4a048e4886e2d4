#include "ui/window/cluster_box.h"

#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

// "PostgreSQL 15", or "PostgreSQL 14 and 15" while members differ.
QString versions(const ClusterSnapshot& snapshot)
{
    QStringList majors;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.lastValue();
        const QString major = facts ? facts->serverVersion.section(u'.', 0, 0) : QString();
        if (!major.isEmpty() && !majors.contains(major))
            majors << major;
    }
    majors.sort();
    if (majors.isEmpty())
        return ClusterBox::tr("PostgreSQL");
    return ClusterBox::tr("PostgreSQL %1").arg(majors.join(ClusterBox::tr(" and ")));
}

} // namespace

ClusterBox::ClusterBox(const Theme& theme, const WindowInfo& info, QWidget* parent)
    : QAbstractButton(parent), theme_(theme), cluster_(info.clusterName),
      mark_(new StateMark(theme, 16, this)),
      name_(new TextLine(theme, FontRole::Body, this, {{info.clusterName, Ink::Text, QFont::DemiBold}})),
      kind_(new TextLine(theme, FontRole::Caption, this, {{tr("not seen yet"), Ink::Muted}})),
      others_(new Badge(theme, FontRole::Caption, 16, this))
{
    setObjectName(u"top.cluster"_s);
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("%1, list of clusters").arg(cluster_));
    others_->setObjectName(u"top.cluster.others"_s);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, 3, 0, 3);
    words->setSpacing(0);
    words->addWidget(name_);
    words->addWidget(kind_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 32, 0);
    row->setSpacing(11);
    row->addWidget(mark_);
    row->addLayout(words, 1);
    row->addWidget(others_);
    // The box is one button: what stands in it takes no clicks of its own.
    for (QWidget* part : QList<QWidget*>{mark_, name_, kind_, others_})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    setOthers({});
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ClusterBox::setOthers(const OthersInTrouble& others)
{
    // The badge takes no room from the words.
    setFixedWidth(sizeHint().width() + (others.names.isEmpty() ? 0 : 48));
    const bool bad = others.state == State::Bad;
    const auto count = others.names.size();
    others_->setContent(
        count == 0 ? QString() : QString::number(count), others.state, bad ? Mark::Bad : Mark::Warn);
    const QString keys = tr("All clusters: Ctrl+Shift+C");
    const QString who =
        count == 1  ? tr("%1 needs somebody too.").arg(others.names.first())
        : count > 1 ? tr("%1 others need somebody too: %2.").arg(count).arg(others.names.join(u", "_s))
                    : QString();
    setToolTip(who.isEmpty() ? keys : who + u'\n' + keys);
    setAccessibleDescription(who);
}

void ClusterBox::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double pen = hasFocus() ? 2 : 1;
    painter.setPen(QPen(hasFocus() || underMouse() ? t.accent : t.line, pen));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), space::cardRadius, space::cardRadius);
    paintIcon(painter, QRectF(width() - 26, height() / 2.0 - 7, 14, 14), Icon::ChevronDown, t.text2);
}

void ClusterBox::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void ClusterBox::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void ClusterBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ClusterBox::show(const ClusterSnapshot& snapshot, Mark mark)
{
    mark_->setMark(mark);
    const qsizetype members = snapshot.members.size();
    const QString count = members == 1 ? tr("1 member") : tr("%1 members").arg(members);
    kind_->setRuns(
        {{members == 0 ? tr("no member found") : versions(snapshot) + u", "_s + count, Ink::Muted}});
}

} // namespace switchyard::ui
