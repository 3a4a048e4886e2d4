#pragma once
#include "core/cluster/credentials.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace switchyard::ui {

/// Asks for the passwords of one cluster. Shown with open(); deletes itself when it is closed.
class PasswordPrompt : public QDialog
{
    Q_OBJECT
public:
    /// `reason`: why it is asked, a sentence. `mayKeep`: whether the keychain can keep them.
    PasswordPrompt(const Theme& theme, const ClusterProfile& profile, const QString& reason, bool mayKeep,
        QWidget* parent);

Q_SIGNALS:
    void given(const switchyard::Passwords& passwords, bool keep); ///< the dialog closes after this

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void give();

    const Theme& theme_;
    QLineEdit *postgres_, *pgbouncer_, *admin_;
    QCheckBox* keep_;
};

} // namespace switchyard::ui
