#include "app/ctl/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMap>

#include <optional>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ctl::Options)
};

const QMap<QString, Command>& commands()
{
    static const QMap<QString, Command> known{{u"status"_s, Command::Status},
        {u"topology"_s, Command::Topology}, {u"pools"_s, Command::Pools}, {u"nodes"_s, Command::Nodes},
        {u"lag"_s, Command::Lag}, {u"degrade"_s, Command::Degrade}, {u"restore"_s, Command::Restore},
        {u"profiles"_s, Command::Profiles}};
    return known;
}

void addOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {{u"c"_s, u"cluster"_s}, Words::tr("Profile of the cluster."), u"NAME"_s},
        {{u"p"_s, u"profile"_s}, Words::tr("Profile as a file."), u"FILE"_s},
        {u"json"_s, Words::tr("Print JSON.")},
        {{u"w"_s, u"watch"_s}, Words::tr("Look again and again.")},
        {u"yes"_s, Words::tr("Do it.")},
        {{u"t"_s, u"timeout"_s}, Words::tr("Time for one look."), u"SECONDS"_s},
        {{u"h"_s, u"help"_s}, Words::tr("Show help.")},
        {{u"V"_s, u"version"_s}, Words::tr("Show the version.")},
    });
}

std::optional<std::chrono::milliseconds> parseSeconds(const QString& text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    if (!ok || !(seconds >= 0.1 && seconds <= 3600))
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

tl::expected<Command, QString> commandOf(const QStringList& words)
{
    if (words.isEmpty())
        return tl::unexpected(
            Words::tr("Say what to do: status, topology, pools, nodes, lag, degrade, restore or profiles."));
    const auto it = commands().constFind(words.first());
    if (it == commands().constEnd())
        return tl::unexpected(
            Words::tr("There is no command \"%1\": use status, topology, pools, nodes, lag, degrade, "
                      "restore or profiles.")
                .arg(words.first()));
    if (words.size() > 1)
        return tl::unexpected(Words::tr("One command at a time: \"%1\" is one too many.").arg(words.at(1)));
    return *it;
}

/// What does not fit together, as a sentence; empty if all does.
QString contradiction(const Options& o)
{
    if (o.command == Command::Profiles) {
        if (!o.cluster.isEmpty() || !o.profileFile.isEmpty() || o.watch)
            return Words::tr("profiles lists all profiles: it takes no --cluster, --profile or --watch.");
        return {};
    }
    if (!o.cluster.isEmpty() && !o.profileFile.isEmpty())
        return Words::tr("Give --cluster or --profile, not both.");
    if (o.cluster.isEmpty() && o.profileFile.isEmpty())
        return Words::tr("Name the cluster with --cluster NAME, or its profile with --profile FILE; "
                         "\"switchyardctl profiles\" lists the names.");
    const bool changes = o.command == Command::Degrade || o.command == Command::Restore;
    if (o.yes && !changes)
        return Words::tr("--yes belongs to degrade and restore: the other commands change nothing.");
    if (changes && o.watch)
        return Words::tr("degrade and restore take no --watch.");
    return {};
}

} // namespace

tl::expected<Options, QString> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return tl::unexpected(parser.errorText());
    Options o;
    if (parser.isSet(u"help"_s)) {
        o.command = Command::Help;
        return o;
    }
    if (parser.isSet(u"version"_s)) {
        o.command = Command::Version;
        return o;
    }
    const auto command = commandOf(parser.positionalArguments());
    if (!command)
        return tl::unexpected(command.error());
    o.command = *command;
    o.cluster = parser.value(u"cluster"_s);
    o.profileFile = parser.value(u"profile"_s);
    o.json = parser.isSet(u"json"_s);
    o.yes = parser.isSet(u"yes"_s);
    o.watch = parser.isSet(u"watch"_s);
    if (parser.isSet(u"timeout"_s)) {
        const auto timeout = parseSeconds(parser.value(u"timeout"_s));
        if (!timeout)
            return tl::unexpected(
                Words::tr("\"%1\" is no timeout: give seconds from 0.1 to 3600, for example 2.5.")
                    .arg(parser.value(u"timeout"_s)));
        o.timeout = *timeout;
    }
    const QString wrong = contradiction(o);
    if (!wrong.isEmpty())
        return tl::unexpected(wrong);
    return o;
}

QString helpText()
{
    return Words::tr(R"(Usage: switchyardctl --cluster NAME COMMAND [options]

Looks at a PostgreSQL cluster on a Docker Swarm and says what it sees.

Commands
  status    members, poolers, Swarm and findings
  topology  who streams from whom, and where the poolers lead
  pools     clients, waits and server connections per database
  nodes     Swarm nodes and services
  lag       how far each standby is behind
  degrade   let commits wait for no standby; says what that means, and does it with --yes
  restore   let commits wait for a standby again; the same
  profiles  the clusters that have a profile

Options
  -c, --cluster NAME     profile of the cluster
  -p, --profile FILE     profile as a file, instead of --cluster
      --json             JSON; what is unknown is null
  -w, --watch            look again and again until Ctrl+C; with --json one object a line
      --yes              do what degrade or restore says
  -t, --timeout SECONDS  time for one look (default 2)
  -h, --help             this text
  -V, --version          the version

Exit code
  0   healthy, or --watch was stopped; degrade and restore: said or done
  1   there are findings of severity error; degrade and restore: not done
  2   could not look
  64  bad usage

Colours appear on a terminal only, and not at all when NO_COLOR is set.
)");
}

} // namespace switchyard::ctl
