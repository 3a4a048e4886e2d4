#pragma once
// What is seen while no cluster is open: what this is, and the ways to begin.

#include "ui/theme/theme.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace switchyard::ui {

class Panel;
class StateMark;
class TextBlock;
class TextLine;

class FirstRun : public QWidget
{
    Q_OBJECT
public:
    /// `cannotPractice` empty: the practice Swarm can be started here. Else why it cannot: a sentence.
    FirstRun(const Theme& theme, const QString& profileDirectory, const QString& cannotPractice,
        QWidget* parent = nullptr);
    void setProfileCount(int count);

    /// The practice Swarm's own lines while it starts.
    void practiceBegan(bool canStop);
    void practiceSaid(const QString& line);
    void practiceEnded(bool good, const QString& sentence);

Q_SIGNALS:
    void connectRequested();
    void listRequested(); ///< of profiles
    void practiceRequested();
    void practiceCancelled();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* addCard(const QString& title, const QString& words, QPushButton* button);
    void addPracticeCard(const QString& cannotPractice);
    void addCommandCard(const QString& profileDirectory);

    const Theme& theme_;
    TextLine* title_;
    TextBlock* lead_;
    QVBoxLayout* column_;
    QPushButton *connect_, *list_, *practice_;
    StateMark* practiceMark_;
    TextBlock* practiceState_;
    TextBlock* practiceLines_;
    QStringList lines_;
    bool practising_ = false;
};

} // namespace switchyard::ui
