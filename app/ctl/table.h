#pragma once
// Aligned tables for a terminal. Colour underlines what a word says already; it is never the only carrier.

#include <QString>
#include <QVector>

namespace switchyard::ctl {

enum class Tone { Plain, Strong, Good, Warn, Bad, Dim };

/// Puts ANSI colours around text, or leaves it alone.
class Paint
{
public:
    explicit Paint(bool colour) : colour_(colour) {}
    QString operator()(const QString& text, Tone tone) const;

private:
    bool colour_;
};

struct Cell
{
    QString text;
    Tone tone = Tone::Plain;
};

struct Column
{
    QString title;
    bool right = false; ///< numbers stand under each other
};

class Table
{
public:
    explicit Table(QVector<Column> columns) : columns_(std::move(columns)) {}
    /// A row may be shorter than the table: its last cell then takes the rest of the line, and the width of
    /// no column.
    void add(QVector<Cell> row) { rows_.append(std::move(row)); }
    bool isEmpty() const { return rows_.isEmpty(); }
    /// Each line ends with a line feed, none with blanks.
    QString render(const Paint& paint) const;

private:
    QVector<int> widths() const;

    QVector<Column> columns_;
    QVector<QVector<Cell>> rows_;
};

} // namespace switchyard::ctl
