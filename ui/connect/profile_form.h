#pragma once
#include "core/cluster/credentials.h"
#include "core/workstation/offers.h"
#include "ui/theme/theme.h"

#include <QMap>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace switchyard::ui {

class FormField;
class SegmentedControl;
class TextBlock;

/// The fields of a profile. Reads and judges them with the rules of a profile's file, so that nothing can be
/// saved that could not be opened.
class ProfileForm : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileForm(const Theme& theme, QWidget* parent = nullptr);
    /// The fields of a profile that is there; its name stays.
    void setProfile(const ClusterProfile& profile);
    /// What the workstation knows; chosen ones fill the fields.
    void setOffers(const workstation::Offers& offers);
    /// The profile, or the error of parseProfile(); then the field that it is about says so and has the
    /// keyboard.
    Result<ClusterProfile> read();
    /// What was typed as passwords; the pooler's is the same as PostgreSQL's if it is left empty.
    Passwords passwords() const;
    /// The field of that name has the keyboard and says what is wrong with it.
    void complain(const QString& field, const QString& sentence);

Q_SIGNALS:
    void changed();

private:
    FormField* add(const QString& name, const QString& label, QWidget* editor);
    QLineEdit* addLine(const QString& name, const QString& label, const QString& example = {});
    QComboBox* addSslMode(const QString& name);
    void addHeading(const QString& words);
    void addEngine();
    void addLogins();
    void addPasswords();
    void showSource();
    void showTls();
    void takeEngine(const workstation::EngineOffer& offer);
    void takeLogin(const workstation::LoginOffer& offer);
    QString text(const QString& name) const;
    void setText(const QString& name, const QString& text);
    QByteArray asJson(QString* badAddressLine) const;

    const Theme& theme_;
    ClusterProfile base_;
    QMap<QString, FormField*> fields_; ///< by the name that parseProfile() gives them
    QComboBox *engines_ = nullptr, *logins_ = nullptr;
    TextBlock* problems_ = nullptr;
    QCheckBox* production_ = nullptr;
    SegmentedControl* source_ = nullptr;
    QPlainTextEdit* addresses_ = nullptr;
    workstation::Offers offers_;
};

} // namespace switchyard::ui
