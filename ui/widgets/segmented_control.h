#pragma once
// A row of joined small buttons: one of several (a range), or each on or off (layers of a canvas).

#include <QWidget>

class QPushButton;

namespace switchyard::ui {

class SegmentedControl : public QWidget
{
    Q_OBJECT
public:
    enum class Mode { OneOf, Each };
    /// name: objectName; the buttons are named name + ".0", name + ".1", …
    SegmentedControl(const QString& name, const QStringList& labels, Mode mode, QWidget* parent = nullptr);
    int current() const; ///< Mode::OneOf: the chosen one
    bool isOn(int index) const;
    void setOn(int index, bool on = true);
    QPushButton* button(int index) const { return buttons_.value(index); }

Q_SIGNALS:
    void toggled(int index, bool on); ///< by a person or by setOn(); in Mode::OneOf only for the new choice

private:
    QVector<QPushButton*> buttons_;
    Mode mode_;
};

} // namespace switchyard::ui
