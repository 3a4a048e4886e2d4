#pragma once
// Making, changing and removing a profile, with a test that says line by line what works.

#include "ui/connect/connect_services.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QPushButton;

namespace switchyard::ui {

class ProfileForm;
class TestView;
class TextBlock;

/// Shown with open(): no event loop of its own. Deletes itself when it is closed.
class ConnectDialog : public QDialog
{
    Q_OBJECT
public:
    /// `profile` empty: a new one. `services` outlives the dialog.
    ConnectDialog(const Theme& theme, ConnectServices& services, const std::optional<ClusterProfile>& profile,
        QWidget* parent);
    /// Fields of the file that nobody knows; they stay as they are.
    void setUnknownFields(const QString& sentence);

Q_SIGNALS:
    void saved(const QString& name); ///< the dialog closes after this

protected:
    void paintEvent(QPaintEvent* event) override;
    void done(int result) override;

private:
    QWidget* makeHead();
    QWidget* makeFoot();
    void test();
    void save();
    void askBeforeRemoving();
    void onEnded(bool passed, bool cancelled);
    void say(const QString& sentence, bool bad);

    const Theme& theme_;
    ConnectServices& services_;
    const bool isNew_;
    const QString name_;
    ProfileForm* form_;
    TestView* lines_;
    TextBlock* notice_;
    QPushButton *test_, *save_, *remove_, *cancel_;
    bool testing_ = false, saving_ = false, removeAsked_ = false;
};

} // namespace switchyard::ui
