#include "app/ctl/table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

QString Paint::operator()(const QString& text, Tone tone) const
{
    if (!colour_ || text.isEmpty())
        return text;
    switch (tone) {
    case Tone::Plain: return text;
    case Tone::Strong: return u"\x1b[1m"_s + text + u"\x1b[0m"_s;
    case Tone::Good: return u"\x1b[32m"_s + text + u"\x1b[0m"_s;
    case Tone::Warn: return u"\x1b[33m"_s + text + u"\x1b[0m"_s;
    case Tone::Bad: return u"\x1b[31m"_s + text + u"\x1b[0m"_s;
    case Tone::Dim: return u"\x1b[2m"_s + text + u"\x1b[0m"_s;
    }
    return text;
}

QVector<int> Table::widths() const
{
    QVector<int> w;
    for (int i = 0; i < columns_.size(); ++i) {
        int width = static_cast<int>(columns_[i].title.size());
        for (const QVector<Cell>& row : rows_) {
            const bool spills = row.size() < columns_.size() && i == row.size() - 1;
            if (i < row.size() && !spills)
                width = std::max(width, static_cast<int>(row[i].text.size()));
        }
        w.append(width);
    }
    return w;
}

QString Table::render(const Paint& paint) const
{
    const QVector<int> w = widths();
    const auto line = [&](const QVector<Cell>& cells) {
        QString s;
        for (int i = 0; i < cells.size(); ++i) {
            const bool last = i == cells.size() - 1;
            const QString pad(std::max(0, w[i] - static_cast<int>(cells[i].text.size())), u' ');
            const QString text = paint(cells[i].text, cells[i].tone);
            s += columns_[i].right ? pad + text : last ? text : text + pad;
            if (!last)
                s += u"  "_s;
        }
        while (s.endsWith(u' '))
            s.chop(1);
        return s + u'\n';
    };
    QVector<Cell> head;
    for (const Column& c : columns_)
        head.append({c.title, Tone::Dim});
    QString out = line(head);
    for (const QVector<Cell>& row : rows_)
        out += line(row);
    return out;
}

} // namespace switchyard::ctl
