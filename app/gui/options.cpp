#include "app/gui/options.h"

#include <QCommandLineParser>

#include <cstdio>

namespace switchyard {

using namespace Qt::StringLiterals;

int refuse(const QString& words, int code)
{
    std::fprintf(stderr, "switchyard: %s\n", qPrintable(words));
    return code;
}

namespace {

std::optional<ui::Scheme> schemeNamed(const QString& name)
{
    if (name == u"system")
        return ui::Scheme::System;
    if (name == u"light")
        return ui::Scheme::Light;
    if (name == u"dark")
        return ui::Scheme::Dark;
    return std::nullopt;
}

} // namespace

tl::expected<Options, int> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"See PostgreSQL high availability on Docker Swarm, live."_s);
    const QCommandLineOption help = parser.addHelpOption(), version = parser.addVersionOption();
    const QCommandLineOption cluster(u"cluster"_s,
        u"A profile to open (~/.config/switchyard/clusters/NAME.json); may be given several times. Without it: those that were open the last time."_s,
        u"NAME"_s),
        theme(u"theme"_s, u"system, light or dark."_s, u"THEME"_s),
        pictures(u"screenshots"_s, u"Save a picture of every page, light and dark, into DIR, and quit."_s,
            u"DIR"_s),
        measure(u"measure"_s, u"Run for SECONDS, print how busy the window was as JSON, and quit."_s,
            u"SECONDS"_s),
        frame(u"quit-after-first-frame"_s, u"Print when the first frame was painted, and quit."_s),
        topology(u"quit-after-first-topology"_s,
            u"Print when the first frame and the first whole topology were painted, and quit."_s),
        level(u"log-level"_s,
            u"What is logged (~/.local/state/switchyard/switchyard.log): debug, info, warning or error."_s,
            u"LEVEL"_s, u"info"_s);
    parser.addOptions({cluster, theme, pictures, measure, frame, topology, level});
    if (!parser.parse(arguments))
        return tl::unexpected(refuse(parser.errorText() + u"; try --help"_s, exitUsage));
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.isSet(help))
        parser.showHelp();

    Options options;
    options.clusters = parser.values(cluster);
    options.clusters.removeDuplicates();
    options.scheme = schemeNamed(parser.value(theme));
    if (parser.isSet(theme) && !options.scheme)
        return tl::unexpected(
            refuse(u"--theme is system, light or dark, not '%1'"_s.arg(parser.value(theme)), exitUsage));
    options.screenshots = parser.value(pictures);
    bool isNumber = true;
    if (parser.isSet(measure))
        options.measureSeconds = parser.value(measure).toInt(&isNumber);
    if (!isNumber || options.measureSeconds < 0)
        return tl::unexpected(
            refuse(u"--measure takes a number of seconds, not '%1'"_s.arg(parser.value(measure)), exitUsage));
    options.quitAfterFirstFrame = parser.isSet(frame);
    options.quitAfterFirstTopology = parser.isSet(topology);
    const auto asked = logLevelNamed(parser.value(level));
    if (!asked)
        return tl::unexpected(refuse(
            u"--log-level is debug, info, warning or error, not '%1'"_s.arg(parser.value(level)), exitUsage));
    options.logLevel = *asked;
    return options;
}

} // namespace switchyard
