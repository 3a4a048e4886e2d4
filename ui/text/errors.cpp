#include "ui/text/text.h"
#include "ui/text/words.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// The first half of a sentence, which ": what the failing part said" may follow, and what it means for the
/// reader and what helps.
struct ErrorWords
{
    QString what;
    QString then;
};

using ErrorTable = QHash<QString, ErrorWords>;

void addEngine(ErrorTable& t)
{
    t[u"engine.unreachable"_s] = {Words::tr("The Docker engine cannot be reached"),
        Words::tr("Nothing new is known about the Swarm. Check that the engine runs and that its address is "
                  "right.")};
    t[u"engine.timeout"_s] = {Words::tr("The Docker engine did not answer in time"),
        Words::tr("Nothing new is known about the Swarm. Try another manager if this one stays silent.")};
    t[u"engine.tls"_s] = {Words::tr("No trusted connection to the Docker engine could be made"),
        Words::tr("Check that the certificates of the profile belong to this engine and are still valid.")};
    t[u"engine.denied"_s] = {Words::tr("The Docker engine refused access"),
        Words::tr("Ask for the right to use its socket, or for a client certificate that it accepts.")};
    t[u"engine.not_a_manager"_s] = {Words::tr("This Docker engine is not a Swarm manager"),
        Words::tr("Only a manager knows the Swarm: put a manager's address into the profile.")};
    t[u"engine.no_leader"_s] = {Words::tr("The Swarm has no leader"),
        Words::tr("More than half of its managers must be reachable before anything in it can change: bring "
                  "managers back.")};
    t[u"engine.not_found"_s] = {Words::tr("The Docker engine does not know what was asked for"),
        Words::tr("It may have been removed a moment ago; look again.")};
    t[u"engine.conflict"_s] = {Words::tr("The Docker engine reports a conflict"),
        Words::tr("Somebody else changed the same object: look again, then repeat the change.")};
    t[u"engine.garbage"_s] = {Words::tr("What answered at the engine's address is not a Docker engine"),
        Words::tr("Check the address: another program may listen there.")};
    t[u"engine.too_old"_s] = {Words::tr("This Docker engine is too old"),
        Words::tr("Switchyard needs API 1.40, which is Docker 19.03 or newer.")};
    t[u"engine.error"_s] = {
        Words::tr("The Docker engine reports an error"), Words::tr("Its own log says more.")};
    t[u"engine.cancelled"_s] = {Words::tr("The question was withdrawn before the engine answered"), {}};
}

void addPostgres(ErrorTable& t)
{
    t[u"pg.resolve"_s] = {Words::tr("The server's name could not be resolved"),
        Words::tr("Check the name, or give its address in the profile.")};
    t[u"pg.unreachable"_s] = {Words::tr("No connection to the server could be made"),
        Words::tr("Check that it runs and that its port can be reached from here.")};
    t[u"pg.timeout"_s] = {Words::tr("The server did not answer in time"),
        Words::tr("It may be cut off, frozen or overloaded.")};
    t[u"pg.auth"_s] = {Words::tr("The server did not accept the login"),
        Words::tr("Check user and password in the passfile that the profile names.")};
    t[u"pg.starting"_s] = {Words::tr("The server does not take connections yet or any more"),
        Words::tr("It is starting, recovering or shutting down; its log says how far it is.")};
    t[u"pg.lost"_s] = {
        Words::tr("The connection to the server was lost"), Words::tr("The next look opens a new one.")};
    t[u"pg.tls"_s] = {Words::tr("No trusted connection to the server could be made"),
        Words::tr("Check the server's certificate and the profile's sslmode.")};
    t[u"pg.sql"_s] = {
        Words::tr("The server refused a query"), Words::tr("Check that the login has the role pg_monitor.")};
    t[u"pg.garbage"_s] = {Words::tr("What the server answered makes no sense"),
        Words::tr("Check the port: another program may listen there.")};
    t[u"pg.cancelled"_s] = {Words::tr("The question was withdrawn before the server answered"), {}};
}

void addPassFile(ErrorTable& t)
{
    t[u"passfile.missing"_s] = {Words::tr("The passfile that the profile names is not there"),
        Words::tr("Create it, with one line host:port:database:user:password per login.")};
    t[u"passfile.permissions"_s] = {Words::tr("Others may read the passfile, so it is not used"),
        Words::tr("Make it its owner's alone: chmod 600.")};
    t[u"passfile.unreadable"_s] = {
        Words::tr("The passfile cannot be read"), Words::tr("Check the file and the rights on it.")};
    t[u"member.no_address"_s] = {Words::tr("There is nothing to connect to"),
        Words::tr("It has an address as soon as Swarm runs a task of it with a published port.")};
}

void addPasswords(ErrorTable& t)
{
    t[u"keychain.none"_s] = {Words::tr("This desktop has no keychain that we can use"),
        Words::tr("Choose a passfile in the profile, or be asked each time.")};
    t[u"keychain.denied"_s] = {Words::tr("The keychain stayed locked"),
        Words::tr("Unlock it and try again; or choose a passfile in the profile, or be asked each time.")};
    t[u"keychain.no_entry"_s] = {Words::tr("The keychain holds no password for this cluster"),
        Words::tr("Give it once; it can be kept there.")};
    t[u"keychain.timeout"_s] = {Words::tr("The keychain has not answered yet"),
        Words::tr("It may be waiting for you to unlock it; its own window asks. Or give the password here.")};
    t[u"keychain.error"_s] = {Words::tr("The keychain failed"),
        Words::tr("Choose a passfile in the profile, or be asked each time.")};
    t[u"password.no_terminal"_s] = {
        Words::tr("The profile asks for its passwords, and there is no terminal to ask on"),
        Words::tr("Run it in a terminal, or choose a passfile in the profile.")};
    t[u"password.not_given"_s] = {Words::tr("No password was given, so the cluster was not opened"),
        Words::tr("Open it again to be asked again.")};
}

void addPractice(ErrorTable& t)
{
    t[u"practice.no_files"_s] = {Words::tr("The practice Swarm's programs are not installed beside this one"),
        Words::tr("Start it from the source tree, with ./demo.")};
    t[u"practice.not_root"_s] = {
        Words::tr("Only root may start the practice Swarm, and pkexec is not installed"),
        Words::tr("Type that in a terminal, or install the package pkexec.")};
    t[u"practice.failed"_s] = {Words::tr("The practice Swarm did not start"),
        Words::tr("Starting it again goes on from where it stopped; practice down removes what there is.")};
    t[u"practice.cancelled"_s] = {Words::tr("Starting the practice Swarm was stopped"),
        Words::tr("Starting it again goes on from there; practice down removes what there is.")};
}

void addSettings(ErrorTable& t)
{
    t[u"endpoint.scheme"_s] = {Words::tr("The engine's address has no known scheme"),
        Words::tr("Write unix:///path, tcp://host:port or ssh://user@host.")};
    t[u"endpoint.host"_s] = {Words::tr("The engine's address names no host"),
        Words::tr("Write tcp://host:port or ssh://user@host.")};
    t[u"endpoint.port"_s] = {Words::tr("The engine's address has no valid port"),
        Words::tr("A port is a number from 1 to 65535.")};
    t[u"endpoint.path"_s] = {Words::tr("The engine's address has no valid path"),
        Words::tr("A socket is written with its full path, as in unix:///run/docker.sock.")};
    t[u"profile.json"_s] = {
        Words::tr("The profile is not valid JSON"), Words::tr("Correct the file at that place.")};
    t[u"profile.field"_s] = {
        Words::tr("A field of the profile cannot be used"), Words::tr("Correct it in the file.")};
    t[u"profile.secret"_s] = {Words::tr("The profile contains what looks like a password"),
        Words::tr("Move it into a passfile or the keychain: a profile holds no secret, its field password "
                  "only says "
                  "\"passfile\", \"keychain\" or \"ask\".")};
    t[u"profile.not_found"_s] = {
        Words::tr("There is no such profile"), Words::tr("switchyardctl profiles lists those there are.")};
    t[u"profile.unreadable"_s] = {
        Words::tr("The profile cannot be read"), Words::tr("Check the file and the rights on it.")};
    t[u"profile.write"_s] = {Words::tr("The profile cannot be saved"),
        Words::tr("Check the rights on its folder and the space left there.")};
    t[u"log.write"_s] = {Words::tr("The log cannot be saved"),
        Words::tr("Check the rights on its folder and the space left there.")};
    t[u"workstation.unreadable"_s] = {Words::tr("A settings file of this workstation cannot be read"),
        Words::tr("What it names is not offered; all else is.")};
    t[u"workstation.garbage"_s] = {Words::tr("A settings file of this workstation makes no sense"),
        Words::tr("What it names is not offered; all else is.")};
    t[u"not_observed_yet"_s] = {Words::tr("Nothing was read yet"), {}};
}

void addPoolerActions(ErrorTable& t)
{
    t[u"pooler.no_database"_s] = {Words::tr("The pooler has no database that a command could name so"),
        Words::tr("Its configuration may have changed: look again.")};
    t[u"pooler.still_paused"_s] = {Words::tr("The database is paused although RESUME was accepted"),
        Words::tr("Somebody else has paused it at the same time: ask who works on this pooler.")};
    t[u"pooler.no_admin"_s] = {Words::tr("The profile names no user who may act on the poolers"),
        Words::tr("Put pgbouncer.admin_user into the profile, and its password into the passfile.")};
    t[u"member.no_admin"_s] = {Words::tr("The profile names no user who may change something on the members"),
        Words::tr("Put postgres.admin_user into the profile (a member of the role switchyard_operator, or a "
                  "superuser), "
                  "and its password into the passfile.")};
    t[u"audit.incomplete"_s] = {Words::tr("It stands in the audit log without its end"),
        Words::tr("Check the rights on the log's folder and the space left there.")};
    t[u"audit.write"_s] = {Words::tr("The audit log cannot be written"),
        Words::tr("Nothing is done without it: check the rights on its folder and the space left there.")};
}

const ErrorTable& table()
{
    static const ErrorTable words = [] {
        ErrorTable t;
        addEngine(t);
        addPostgres(t);
        addPassFile(t);
        addPoolerActions(t);
        addPasswords(t);
        addPractice(t);
        addSettings(t);
        return t;
    }();
    return words;
}

/// For a code that no table knows: its kind still says what happened.
ErrorWords byKind(const Error& e)
{
    switch (e.kind) {
    case ErrorKind::BadInput: return {Words::tr("What was given cannot be used"), {}};
    case ErrorKind::NotFound: return {Words::tr("What was asked for is not there"), {}};
    case ErrorKind::Unreachable: return {Words::tr("No connection could be made"), {}};
    case ErrorKind::Timeout: return {Words::tr("No answer came in time"), {}};
    case ErrorKind::Cancelled: return {Words::tr("It was stopped before it was done"), {}};
    case ErrorKind::Rejected: return {Words::tr("The other side refused"), {}};
    case ErrorKind::Protocol: return {Words::tr("The other side's answer makes no sense"), {}};
    case ErrorKind::Internal: return {Words::tr("Switchyard or the operating system failed"), {}};
    }
    return {};
}

/// Five digits or capitals, as PostgreSQL codes its errors: a code to look up, not advice.
bool isSqlState(const QString& hint)
{
    return hint.size() == 5 && std::all_of(hint.begin(), hint.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z');
    });
}

/// Hints that are codes themselves, for what is said by more than one part of a handshake.
QString adviceFor(const QString& hint)
{
    if (hint == u"tls.required")
        return Words::tr("The engine wants TLS: give the certificates in the profile.");
    if (hint == u"tls.files")
        return Words::tr("Check the paths of ca.pem, cert.pem and key.pem in the profile.");
    if (hint == u"tls.server_certificate")
        return Words::tr(
            "Give the authority that signed the engine's certificate, and the name that stands in it.");
    if (hint == u"tls.client_certificate")
        return Words::tr("Ask for a client certificate that this engine's authority signed.");
    if (hint == u"password.keychain")
        return Words::tr("The password came from the keychain: edit the cluster to give another.");
    if (hint == u"password.ask")
        return Words::tr("Close the cluster and open it again to give another password.");
    if (hint == u"tls.handshake")
        return Words::tr("Check that the engine speaks TLS on this port.");
    const QString sentence = hint.left(1).toUpper() + hint.mid(1);
    return sentence.endsWith(u'.') ? sentence : sentence + u'.';
}

ErrorWords entryOf(const Error& error)
{
    const auto it = table().constFind(error.code);
    return it == table().constEnd() ? byKind(error) : *it;
}

/// What helps: the failing part's own hint goes before what is known of its code.
QString helpFor(const Error& error)
{
    if (!error.hint.isEmpty() && !isSqlState(error.hint))
        return adviceFor(error.hint);
    return entryOf(error).then;
}

} // namespace

QString happened(const Error& error)
{
    QString s = entryOf(error).what + colonDetail(error.detail) + u'.';
    if (isSqlState(error.hint))
        s += u' ' + Words::tr("SQLSTATE %1.").arg(error.hint);
    return s;
}

QString advice(const Error& error)
{
    const QString help = helpFor(error);
    return help.isEmpty() ? Words::tr("Look again; if it stays, the log of what failed says more.") : help;
}

QString colonDetail(const QString& detail)
{
    QString d = detail.simplified();
    while (d.endsWith(u'.'))
        d.chop(1);
    return d.isEmpty() ? QString() : u": "_s + d;
}

QString sentence(const Error& error)
{
    QString s = happened(error);
    if (const QString help = helpFor(error); !help.isEmpty())
        s += u' ' + help;
    if (error.outcomeUnknown)
        s += u' ' + Words::tr("Whether it took effect is unknown: look before repeating it.");
    return s;
}

} // namespace switchyard::text
