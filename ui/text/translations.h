#pragma once
// The language of the sentences, for the window and switchyardctl alike.

class QCoreApplication;
class QLocale;
class QString;

namespace switchyard::text {

/// Installs the translations of the locale's language, ours and Qt's own, if there are any: from
/// ../translations beside the program (a build tree) or ../share/switchyard/translations (installed). English
/// stands in the code and needs none. Call once, after the application object and before the first sentence.
void installTranslations(QCoreApplication& application, const QLocale& locale);

} // namespace switchyard::text
