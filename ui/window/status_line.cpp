#include "ui/window/status_line.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

/// Keys as caps, then what they do: "[Ctrl] [1] to [3] pages".
class KeyHints : public QWidget
{
public:
    struct Part
    {
        QString text;
        bool cap = false;
        bool ends = false; ///< the last of a hint: more space after it
    };
    KeyHints(const Theme& theme, QVector<Part> parts, QWidget* parent)
        : QWidget(parent), theme_(theme), parts_(std::move(parts))
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
        QString spoken;
        for (const Part& part : parts_)
            spoken += part.text + u' ';
        setAccessibleName(spoken.trimmed());
        QObject::connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    QSize sizeHint() const override { return {static_cast<int>(std::ceil(walk(nullptr))), 18}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        walk(&painter);
    }

private:
    // Measures, and paints on the way if there is a painter; returns the width.
    double walk(QPainter* painter) const
    {
        const Tokens& t = theme_.tokens();
        const QFont font = theme_.font(FontRole::Caption);
        const QFontMetricsF metrics(font);
        double x = 0;
        for (const Part& part : parts_) {
            const double width = metrics.horizontalAdvance(part.text) + (part.cap ? 8 : 0);
            const QRectF box(x, height() / 2.0 - 8, width, 16);
            if (painter && part.cap) {
                painter->setPen(QPen(t.line2, 1));
                painter->setBrush(t.surface);
                painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
            }
            if (painter) {
                painter->setFont(font);
                painter->setPen(t.text2);
                painter->drawText(
                    box.adjusted(0, 0, 1, 0), part.cap ? Qt::AlignCenter : Qt::AlignVCenter, part.text);
            }
            x += width + (part.ends ? 16 : 4);
        }
        return x;
    }

    const Theme& theme_;
    QVector<Part> parts_;
};

} // namespace

TextRuns answerRuns(const ClusterSnapshot& snapshot)
{
    const auto tr = [](const char* words) { return QCoreApplication::translate("StatusLine", words); };
    QStringList silent;
    for (const Member& member : snapshot.members) {
        if (!member.facts.isKnown())
            silent << member.name;
    }
    const qsizetype all = snapshot.members.size();
    const QString took =
        text::duration(std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.gatherTook));
    if (all == 0)
        return {{tr("No member is known to ask"), Ink::Text2}};
    if (silent.isEmpty())
        return {{(all == 1 ? tr("1 member asked, answered in ")
                           : tr("%1 members asked at once, answered in ").arg(all)),
                    Ink::Text2},
            {took, Ink::Text2, QFont::DemiBold}};
    return {{tr("%1 of %2 members answered in ").arg(all - silent.size()).arg(all), Ink::Text2},
        {took, Ink::Text2, QFont::DemiBold}, {tr(", %1 did not").arg(silent.join(u", "_s)), Ink::Bad}};
}

StatusLine::StatusLine(const Theme& theme, const WindowInfo& info, int pages, QWidget* parent)
    : Panel(theme, Edge::Top, Ground::Rail, parent), info_(info),
      manager_(new TextLine(theme, FontRole::Caption, this)),
      answers_(new TextLine(theme, FontRole::Caption, this))
{
    setObjectName(u"status"_s);
    setFixedHeight(space::statusHeight);
    manager_->setObjectName(u"status.manager"_s);
    answers_->setObjectName(u"status.answers"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 8, 0);
    row->setSpacing(24);
    manager_->setRuns({{tr("Manager "), Ink::Text2}, {info.endpoint, Ink::Text2, QFont::DemiBold}});
    row->addWidget(manager_);
    row->addWidget(answers_);
    if (!info.operatorName.isEmpty())
        row->addWidget(new TextLine(theme, FontRole::Caption, this,
            {{tr("Operator "), Ink::Text2}, {info.operatorName, Ink::Text2, QFont::DemiBold}}));
    row->addStretch(1);
    row->addWidget(new KeyHints(theme,
        {{tr("Ctrl"), true}, {u"1"_s, true}, {tr("to")}, {QString::number(pages), true},
            {tr("pages"), false, true}, {u"F5"_s, true}, {tr("look again"), false, true}},
        this));
}

void StatusLine::showSnapshot(const ClusterSnapshot& snapshot)
{
    TextRuns manager{{tr("Manager "), Ink::Text2}, {info_.endpoint, Ink::Text2, QFont::DemiBold}};
    if (const SwarmFacts* swarm = snapshot.swarm.live())
        manager.push_back({tr(", Engine %1").arg(swarm->engine.version), Ink::Text2});
    else
        manager.push_back({tr(", does not answer"), Ink::Bad, QFont::Medium});
    manager_->setRuns(manager);
    answers_->setRuns(answerRuns(snapshot));
}

} // namespace switchyard::ui
