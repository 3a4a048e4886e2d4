#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <memory>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

void installOne(
    QCoreApplication& application, const QLocale& locale, const QString& name, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (translator->load(locale, name, u"_"_s, folder))
        QCoreApplication::installTranslator(translator.release()); // belongs to the application
}

} // namespace

void installTranslations(QCoreApplication& application, const QLocale& locale)
{
    if (locale.language() == QLocale::English || locale.language() == QLocale::C)
        return;
    installOne(application, locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const QString beside = QCoreApplication::applicationDirPath();
    for (const auto& folder : {u"/../translations"_s, u"/../share/switchyard/translations"_s})
        installOne(application, locale, u"switchyard"_s, beside + folder);
}

} // namespace switchyard::text
