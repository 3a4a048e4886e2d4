// Merging by time in bounded memory: what is announced to a model is what happens.

#include "core/logs/log_buffer.h"

#include <QStringList>
#include <QTest>

#include <random>

using namespace switchyard::logs;
using namespace Qt::StringLiterals;

namespace {

LogRecord line(std::int64_t at, const QString& text)
{
    LogRecord record;
    record.atMs = at;
    record.text = text;
    return record;
}

/// A model's view of the buffer, kept only by what the hooks announce.
struct Mirror
{
    qsizetype rows = 0;
    bool sane = true;
    int announcements = 0;

    BufferHooks hooks(const LogBuffer& buffer)
    {
        return {[this, &buffer](qsizetype first, qsizetype count, const auto& apply) {
                    ++announcements;
                    sane = sane && buffer.size() == rows && first >= 0 && first <= rows && count > 0;
                    apply();
                    rows += count;
                    sane = sane && buffer.size() == rows;
                },
            [this, &buffer](qsizetype count, const auto& apply) {
                ++announcements;
                sane = sane && buffer.size() == rows && count > 0 && count < rows;
                apply();
                rows -= count;
                sane = sane && buffer.size() == rows;
            }};
    }
};

QStringList texts(const LogBuffer& buffer)
{
    QStringList all;
    for (const LogRecord& record : buffer.records())
        all << record.text;
    return all;
}

} // namespace

class LogBufferTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergesByTime()
    {
        LogBuffer buffer(100, 1'000'000);
        Mirror mirror;
        buffer.merge({line(10, u"a"_s), line(30, u"c"_s)}, mirror.hooks(buffer));
        buffer.merge({line(40, u"d"_s), line(20, u"b"_s)}, mirror.hooks(buffer));
        QCOMPARE(texts(buffer), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        QVERIFY(mirror.sane);
    }
    void keepsTheOrderOfOneSourceWithinAMillisecond()
    {
        LogBuffer buffer(100, 1'000'000);
        Mirror mirror;
        buffer.merge({line(10, u"1"_s), line(10, u"2"_s)}, mirror.hooks(buffer));
        buffer.merge({line(10, u"3"_s)}, mirror.hooks(buffer));
        QCOMPARE(texts(buffer).join(QString()), u"123"_s);
    }
    void announcesOneInsertionForWhatComesLast()
    {
        LogBuffer buffer(1000, 1'000'000);
        Mirror mirror;
        QVector<LogRecord> many;
        for (int i = 0; i < 500; ++i)
            many << line(i, QString::number(i));
        buffer.merge(many, mirror.hooks(buffer));
        QCOMPARE(mirror.announcements, 1);
    }
    void dropsTheOldest()
    {
        LogBuffer buffer(100, 1'000'000);
        Mirror mirror;
        for (int i = 0; i < 250; ++i)
            buffer.merge({line(i, QString::number(i))}, mirror.hooks(buffer));
        QVERIFY(buffer.size() <= 100 && buffer.size() > 90);
        QCOMPARE(buffer.records().last().text, u"249"_s);
        QCOMPARE(buffer.dropped() + buffer.size(), 250);
        QVERIFY(mirror.sane);
        QVector<LogRecord> flood;
        for (int i = 0; i < 5000; ++i)
            flood << line(1000 + i, QString::number(i));
        buffer.merge(flood, mirror.hooks(buffer));
        QVERIFY(buffer.size() <= 100);
        QCOMPARE(buffer.records().last().text, u"4999"_s);
        QCOMPARE(buffer.dropped() + buffer.size(), 5250);
        QVERIFY(mirror.sane);
    }
    void longLinesCountByTheirLength()
    {
        LogBuffer buffer(1000, 10'000);
        Mirror mirror;
        for (int i = 0; i < 40; ++i)
            buffer.merge({line(i, QString(1000, u'x'))}, mirror.hooks(buffer));
        QVERIFY(buffer.size() <= 10 && buffer.size() > 0);
        QCOMPARE(buffer.records().last().atMs, 39);
        buffer.merge({line(50, QString(20'000, u'x'))}, mirror.hooks(buffer));
        QCOMPARE(buffer.size(), 1);
        QVERIFY(mirror.sane);
    }
    void anyOrderGivesTheSame()
    {
        std::mt19937 random(7);
        QVector<LogRecord> all;
        for (int i = 0; i < 400; ++i)
            all << line(i, QString::number(i));
        const auto inOrder = all;
        std::shuffle(all.begin(), all.end(), random);
        LogBuffer buffer(1000, 1'000'000);
        Mirror mirror;
        for (int i = 0; i < 400; i += 8)
            buffer.merge(all.mid(i, 8), mirror.hooks(buffer));
        LogBuffer straight(1000, 1'000'000);
        Mirror other;
        straight.merge(inOrder, other.hooks(straight));
        QCOMPARE(texts(buffer), texts(straight));
        QVERIFY(mirror.sane);
    }
    void findsWithoutRegardToCase()
    {
        const QVector<LogRecord> records{
            line(1, u"Checkpoint"_s), line(2, u"other"_s), line(3, u"a checkPOINT"_s)};
        QCOMPARE(findAll(records, u"checkpoint"_s), QVector<qsizetype>({0, 2}));
        QVERIFY(findAll(records, QString()).isEmpty());
    }
};

QTEST_APPLESS_MAIN(LogBufferTest)
#include "log_buffer_test.moc"
