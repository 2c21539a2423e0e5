// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/jsontext.h"
#include "models/domain/bodies/jsontree.h"
#include "models/domain/bodies/linediff.h"
#include "models/domain/bodies/preparedbody.h"
#include "models/domain/bodies/sse.h"
#include "models/domain/bodies/textrows.h"
#include "models/domain/bodies/textsearch.h"

#include <QJsonDocument>
#include <QTest>

using namespace gatehouse;
using Token = JsonScanner::Token;

class BodyTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scans_data();
    void scans();
    void indents_data();
    void indents();
    void folds();
    void everyPrefixIsShownAsFarAsItGoes();
    void readsTexts_data();
    void readsTexts();
    void treeFindsItsWay();
    void readsEvents_data();
    void readsEvents();
    void tellsStreams();
    void timesOfEvents_data();
    void timesOfEvents();
    void breaksRows_data();
    void breaksRows();
    void rowsCoverEverything();
    void lineEndsOfAllKinds();
    void finds_data();
    void finds();
    void findsAcrossChunks();
    void compares_data();
    void compares();
    void whatDiffersTooMuchIsTold();
    void sidesStayInStep();
    void rowsOfSidesStayInStep();
    void beginsWithTheWhole();
    void choosesTheWayToShow_data();
    void choosesTheWayToShow();
    void saysWhatIsWrong();
};

namespace {

// Every character is ten wide, ideographs twenty.
RowWidths widths(float row)
{
    TextMetrics metrics;
    metrics.widths.assign(TextMetrics::measured, 10);
    metrics.wide = 20;
    metrics.other = 10;
    return {row, metrics, metrics};
}

QStringList rowTexts(const BodyDocument &document, float width,
                     const std::vector<quint32> &folded = {})
{
    QStringList texts;
    for (const TextRow &row : layOut(document, widths(width), folded))
        texts.append(QString::fromUtf8(document.text.mid(row.begin, row.end - row.begin)));
    return texts;
}

QStringList foundTexts(const QByteArray &text, const QString &wanted)
{
    QStringList texts;
    for (const auto &[begin, end] : findAll(text, wanted, 100))
        texts.append(QString::number(begin) + u':'
                     + QString::fromUtf8(text.mid(begin, end - begin)));
    return texts;
}

} // namespace

void BodyTextTest::scans_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("ending");
    QTest::addColumn<int>("at");
    const auto end = [](const char *name, const QByteArray &json, Token token, int at) {
        QTest::newRow(name) << json << int(token) << at;
    };
    end("object", R"({"a":[1,-2.5e+3,true,false,null,"x\"y"]} )", Token::End, 41);
    end("lines", "{}\n{}\n", Token::End, 6);
    end("deep", QByteArray(3000, '[') + QByteArray(3000, ']'), Token::End, 6000);
    end("empty", "", Token::Cut, 0);
    end("cut in an object", R"({"a":1,)", Token::Cut, 7);
    end("cut in a key", R"({"a":1,"b)", Token::Cut, 7);
    end("cut behind a key", R"({"a")", Token::Cut, 1);
    end("cut in a text", R"(["abc)", Token::Cut, 1);
    end("cut in an escape", "[\"abc\\", Token::Cut, 1);
    end("cut in a number", "[12", Token::Cut, 1);
    end("cut in a word", "[tru", Token::Cut, 1);
    end("no colon", R"({"a" 1})", Token::Damaged, 5);
    end("no key", "{1:2}", Token::Damaged, 1);
    end("two commas", "[1,,2]", Token::Damaged, 3);
    end("comma at the end", "[1,]", Token::Damaged, 3);
    end("leading zero", "[01]", Token::Damaged, 2);
    end("no digits", "[-]", Token::Damaged, 1);
    end("other word", "[tree]", Token::Damaged, 1);
    end("behind it", "{} x", Token::Damaged, 3);
    end("html", "<html>", Token::Damaged, 0);
    end("wrong bracket", "[1}", Token::Damaged, 2);
}
void BodyTextTest::scans()
{
    QFETCH(QByteArray, json);
    JsonScanner scanner(json);
    Token token = scanner.next();
    while (token != Token::End && token != Token::Cut && token != Token::Damaged)
        token = scanner.next();
    QTEST(int(token), "ending");
    QTEST(int(scanner.begin()), "at");
    QCOMPARE(scanner.next(), token);
}

void BodyTextTest::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("pretty");
    QTest::newRow("as it is")
        << QByteArray(R"({"z":1,"a":[],"n":18446744073709551616,"a":{"x":"}\",\u00e9"}})")
        << QByteArray("{\n  \"z\": 1,\n  \"a\": [],\n  \"n\": 18446744073709551616,\n"
                      "  \"a\": {\n    \"x\": \"}\\\",\\u00e9\"\n  }\n}");
    QTest::newRow("already") << QByteArray("[\n\n  1 ,\n  2\n]") << QByteArray("[\n  1,\n  2\n]");
    QTest::newRow("lines") << QByteArray("{\"a\":1}\n[2]\n")
                           << QByteArray("{\n  \"a\": 1\n}\n[\n  2\n]");
    QTest::newRow("cut") << QByteArray(R"({"a":[1,"tex)")
                         << QByteArray("{\n  \"a\": [\n    1,\n    \"tex");
    QTest::newRow("cut behind a key") << QByteArray(R"({"a":)") << QByteArray("{\n  \"a\": ");
    QTest::newRow("damaged") << QByteArray("{\"a\":1 oops\nmore}")
                             << QByteArray("{\n  \"a\": 1,\n  oops\n  more}");
    QTest::newRow("scalar") << QByteArray("\"x\"") << QByteArray("\"x\"");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}
void BodyTextTest::indents()
{
    QFETCH(QByteArray, json);
    const BodyDocument document = prettyJson(json).document;
    QTEST(document.text, "pretty");
    QCOMPARE(document.lineCount(), document.text.count('\n') + 1);
    for (qsizetype line = 1; line < document.lineCount(); ++line)
        QCOMPARE(document.text[document.lines[size_t(line)] - 1], '\n');
}

void BodyTextTest::folds()
{
    const BodyDocument document = prettyJson(R"({"a":[1,[2]],"b":{},"c":[)").document;
    // 0 {  1 "a": [  2 1,  3 [  4 2  5 ]  6 ],  7 "b": {},  8 "c": [
    const std::vector<BodyDocument::Fold> expected{{0, 8}, {1, 6}, {3, 5}};
    QVERIFY(document.folds == expected);
    QCOMPARE(document.foldAround(4)->first, 3U);
    QCOMPARE(document.foldAround(6)->first, 1U);
    QCOMPARE(document.foldAround(7)->first, 0U);
    QVERIFY(!document.foldAt(2));
    QCOMPARE(document.lineAt(document.lines[5] + 1), 5);
    QCOMPARE(rowTexts(document, 1000, {1}).size(), 4);
    QCOMPARE(rowTexts(document, 1000, {0, 1}), QStringList{QStringLiteral("{")});
}

void BodyTextTest::everyPrefixIsShownAsFarAsItGoes()
{
    const QByteArray json = R"({"a":[1,-2.5,true,null,"x\"é"],"b":{"c":"d"},"e":[]})";
    const QByteArray whole = prettyJson(json).document.text;
    for (qsizetype size = 1; size < json.size(); ++size) {
        const QByteArray prefix = json.first(size);
        const PrettyJson cut = prettyJson(prefix);
        QVERIFY(!cut.isWhole);
        QByteArray squeezed = cut.document.text;
        QByteArray source = prefix;
        for (const char c : {' ', '\n'}) {
            squeezed.replace(c, "");
            source.replace(c, "");
        }
        if (source.endsWith(','))
            source.chop(1);
        QCOMPARE(squeezed, source); // nothing is lost
        const JsonTree tree(prefix);
        QVERIFY(tree.root().isObject());
        Q_UNUSED(tree.root().members());
    }
    QVERIFY(whole.contains("\"c\": \"d\""));
}

void BodyTextTest::readsTexts_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("\"abc\"") << "abc";
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\n\t\r\b\f")") << "\"\\/\n\t\r\b\f";
    QTest::newRow("units") << QByteArray(R"("\u00e9\u4e2d\ud83d\ude00")") << "é中😀";
    QTest::newRow("half a pair") << QByteArray(R"("\ud83dx")") << QString(QChar(0xFFFD)) + u'x';
    QTest::newRow("cut") << QByteArray("\"abc") << "abc";
    QTest::newRow("cut in an escape") << QByteArray("\"abc\\") << "abc";
    QTest::newRow("cut in a unit") << QByteArray("\"abc\\u00") << "abc";
    QTest::newRow("nul") << QByteArray(R"("a\u0000b")") << QString::fromUtf8("a\0b", 3);
}
void BodyTextTest::readsTexts()
{
    QFETCH(QByteArray, token);
    QTEST(QString::fromUtf8(unescaped(token)), "text");
}

void BodyTextTest::treeFindsItsWay()
{
    const QByteArray json = R"({"a":[1,{"b":"x"},"y"],"n":null,"a2":2.5,"a":"last"} )";
    const JsonTree tree(json);
    const JsonNode root = tree.root();
    QVERIFY(tree.isWhole());
    QCOMPARE(root["a"].text(), QByteArray("last"));
    QCOMPARE(root.members().size(), size_t(4));
    const JsonNode list = root.members().front().second;
    QCOMPARE(list.items().size(), size_t(3));
    QCOMPARE(list.items()[1]["b"].text(), QByteArray("x"));
    QCOMPARE(list.raw().toByteArray(), QByteArray(R"([1,{"b":"x"},"y"])"));
    QVERIFY(root["n"].exists());
    QVERIFY(root["n"].isNull());
    QVERIFY(!root["other"]["deeper"].exists());
    QCOMPARE(root["a2"].number(), 2);
    QVERIFY(root["other"].items().empty());
}

void BodyTextTest::readsEvents_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("events"); // name=data, * for one that is cut
    QTest::newRow("two") << QByteArray("data: a\n\nevent: x\ndata: b\n\n") << "=a|x=b";
    QTest::newRow("all line ends")
        << QByteArray("data: a\r\n\r\ndata: b\r\rdata: c\n\n") << "=a|=b|=c";
    QTest::newRow("several lines") << QByteArray("data: a\ndata: b\ndata\n\n") << "=a\nb\n";
    QTest::newRow("no space") << QByteArray("data:a\n\n") << "=a";
    QTest::newRow("comments and ids") << QByteArray(": hi\nid: 1\nretry: 5\ndata: a\n\n") << "=a";
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbf"
                                        "data: a\n\n")
                          << "=a";
    QTest::newRow("cut") << QByteArray("data: a\n\ndata: {\"b\":") << "=a|={\"b\":*";
    QTest::newRow("empty lines") << QByteArray("\n\n\ndata: a\n\n\n\n") << "=a";
    QTest::newRow("nothing") << QByteArray() << "";
}
void BodyTextTest::readsEvents()
{
    QFETCH(QByteArray, stream);
    QStringList events;
    for (const SseEvent &event : readEvents(stream))
        events.append(QString::fromUtf8(event.name + '=' + event.data)
                      + (event.isWhole ? QString() : QStringLiteral("*")));
    QTEST(events.join(u'|'), "events");
}

void BodyTextTest::tellsStreams()
{
    QVERIFY(isEventStream("data: {}\n\n", "application/json"));
    QVERIFY(isEventStream(": keep-alive\n\ndata: {}\n\n", "text/event-stream"));
    QVERIFY(!isEventStream("{\"data\": 1}", "application/json"));
    QVERIFY(!isEventStream("", "text/event-stream"));
}

void BodyTextTest::timesOfEvents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("time"); // -1: none
    QTest::newRow("iso") << QByteArray(R"({"created_at":"2023-08-04T08:52:19.385Z"})")
                         << qint64(1'691'139'139'385);
    QTest::newRow("s") << QByteArray(R"({"created":1691139139})") << qint64(1'691'139'139'000);
    QTest::newRow("ms") << QByteArray(R"({"timestamp":1691139139385})")
                        << qint64(1'691'139'139'385);
    QTest::newRow("small") << QByteArray(R"({"time":12})") << qint64(-1);
    QTest::newRow("none") << QByteArray("{}") << qint64(-1);
    QTest::newRow("no json") << QByteArray("[DONE]") << qint64(-1);
}
void BodyTextTest::timesOfEvents()
{
    QFETCH(QByteArray, json);
    QTEST(eventTime(JsonTree(json).root()).value_or(-1), "time");
}

void BodyTextTest::breaksRows_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows"); // of a hundred pixels
    QTest::newRow("short") << QByteArray("abc\n\nd") << QStringList{"abc", "", "d"};
    QTest::newRow("fits") << QByteArray("0123456789") << QStringList{"0123456789"};
    QTest::newRow("long") << QByteArray("0123456789abcdefghijklm")
                          << QStringList{"0123456789", "abcdefghij", "klm"};
    QTest::newRow("at spaces") << QByteArray("aaaa bbbb cccc dd")
                               << QStringList{"aaaa bbbb ", "cccc dd"};
    QTest::newRow("not at early ones")
        << QByteArray("a bbbbbbbbbbbbbbb") << QStringList{"a bbbbbbbb", "bbbbbbb"};
    QTest::newRow("ideographs") << QByteArray("中文中文中文中")
                                << QStringList{"中文中文中", "文中"};
    QTest::newRow("hanging") << QByteArray("  aaaaaaaaaaaa") << QStringList{"  aaaaaaaa", "aaaa"};
    QTest::newRow("hanging, long")
        << QByteArray("  aaaaaaaaaaaaaaaa") << QStringList{"  aaaaaaaa", "aaaaaa", "aa"};
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << QStringList{"\xEF\xBF\xBD\xEF\xBF\xBD"};
}
void BodyTextTest::breaksRows()
{
    QFETCH(QByteArray, text);
    QTEST(rowTexts(plainDocument(text), 100), "rows");
}

void BodyTextTest::rowsCoverEverything()
{
    const BodyDocument document =
        plainDocument("one two three four five six\nзебра ест траву\n中文 mixed with ascii 中文");
    for (int width = 10; width < 400; width += 7) {
        QByteArray joined;
        quint32 last = 0;
        for (const TextRow &row : layOut(document, widths(float(width)), {})) {
            joined +=
                (row.line != last ? "\n" : "") + document.text.mid(row.begin, row.end - row.begin);
            last = row.line;
        }
        QCOMPARE(joined, document.text);
    }
}

void BodyTextTest::lineEndsOfAllKinds()
{
    QCOMPARE(plainDocument("a\r\nb\rc\n").text, QByteArray("a\nb\nc\n"));
    QCOMPARE(plainDocument({}).lineCount(), 1);
}

void BodyTextTest::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("any case") << QByteArray("Abc aBC") << "abc" << QStringList{"0:Abc", "4:aBC"};
    QTest::newRow("beside each other") << QByteArray("aaaa") << "aa" << QStringList{"0:aa", "2:aa"};
    QTest::newRow("one letter") << QByteArray("xaxA") << "a" << QStringList{"1:a", "3:A"};
    QTest::newRow("at the end") << QByteArray("needle in hay: needle") << "needle"
                                << QStringList{"0:needle", "15:needle"};
    QTest::newRow("no such") << QByteArray("abc") << "abd" << QStringList();
    QTest::newRow("longer than the text") << QByteArray("ab") << "abc" << QStringList();
    QTest::newRow("other letters") << QByteArray("an Éclair, a\nÉCLAIR éclair") << "éclair"
                                   << QStringList{"3:Éclair", "14:ÉCLAIR", "22:éclair"};
    QTest::newRow("behind other letters") << QByteArray("ééé abc") << "ABC" << QStringList{"7:abc"};
    QTest::newRow("nothing") << QByteArray("abc") << "" << QStringList();
}
void BodyTextTest::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, wanted);
    QTEST(foundTexts(text, wanted), "found");
}

void BodyTextTest::findsAcrossChunks()
{
    QByteArray text(600'000, 'x');
    for (const int at : {0, 262'142, 262'144, 599'996})
        text.replace(at, 2, "ab");
    QCOMPARE(findAll(text, QStringLiteral("AB"), 100).size(), size_t(4));
    QCOMPARE(findAll(text, QStringLiteral("AB"), 2).size(), size_t(2));
    QVERIFY(findAll(text, QStringLiteral("AB"), 100, [] { return true; }).empty());
}

void BodyTextTest::compares_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("lines");
    QTest::newRow("same") << QByteArray("a\nb") << QByteArray("a\nb") << " a b";
    QTest::newRow("changed") << QByteArray("a\nb\nc") << QByteArray("a\nx\nc") << " a-b+x c";
    QTest::newRow("added") << QByteArray("a\nc") << QByteArray("a\nb\nc") << " a+b c";
    QTest::newRow("removed at the ends") << QByteArray("x\na\ny") << QByteArray("a") << "-x a-y";
    QTest::newRow("moved") << QByteArray("a\nb\nc\nd") << QByteArray("b\nc\nd\na") << "-a b c d+a";
    QTest::newRow("twice") << QByteArray("a\na\nb") << QByteArray("a\nb\na") << " a-a b+a";
    QTest::newRow("nothing in common") << QByteArray("a\nb") << QByteArray("c") << "-a-b+c";
    QTest::newRow("from nothing") << QByteArray() << QByteArray("a\nb") << "-+a+b";
}
void BodyTextTest::compares()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const BodyDocument l = plainDocument(left);
    const BodyDocument r = plainDocument(right);
    QByteArray lines;
    qsizetype nextLeft = 0;
    qsizetype nextRight = 0;
    for (const DiffLine &line : diffLines(l, r).lines) {
        if (line.left >= 0)
            QCOMPARE(line.left, nextLeft++);
        if (line.right >= 0)
            QCOMPARE(line.right, nextRight++);
        if (line.isSame())
            QCOMPARE(l.line(line.left), r.line(line.right));
        lines += line.isSame() ? ' ' : line.left >= 0 ? '-' : '+';
        lines += line.left >= 0 ? l.line(line.left) : r.line(line.right);
    }
    QCOMPARE(nextLeft, l.lineCount());
    QCOMPARE(nextRight, r.lineCount());
    QTEST(QString::fromUtf8(lines), "lines");
}

void BodyTextTest::whatDiffersTooMuchIsTold()
{
    QByteArray left;
    QByteArray right;
    for (int i = 0; i < 50; ++i) {
        left += "l" + QByteArray::number(i) + '\n';
        right += "r" + QByteArray::number(i) + '\n';
    }
    QVERIFY(diffLines(plainDocument(left), plainDocument(right), 20).isCoarse);
    QVERIFY(!diffLines(plainDocument(left), plainDocument(right)).isCoarse);
}

void BodyTextTest::sidesStayInStep()
{
    const ComparedBodies compared =
        compareBodies(plainDocument("a\nbcd\ne\nf"), plainDocument("a\nbxd\ny\nz\nf"));
    QCOMPARE(compared.left.text, QByteArray("a\nbcd\ne\n\nf"));
    QCOMPARE(compared.right.text, QByteArray("a\nbxd\ny\nz\nf"));
    QCOMPARE(compared.left.style(3), LineStyle::Filler);
    QCOMPARE(compared.right.style(3), LineStyle::Added);
    QCOMPARE(compared.unified.text, QByteArray("a\nbcd\ne\nbxd\ny\nz\nf"));
    QVERIFY((compared.changes == std::vector<quint32>{1}));
    QCOMPARE(compared.left.text.mid(compared.left.marks[0].begin, 1), QByteArray("c"));
    QCOMPARE(compared.right.text.mid(compared.right.marks[0].begin, 1), QByteArray("x"));
}

void BodyTextTest::rowsOfSidesStayInStep()
{
    const BodyDocument left = plainDocument("a\n01234567890123456789\nz");
    const BodyDocument right = plainDocument("a\n0\nz");
    auto l = layOut(left, widths(50), {});
    auto r = layOut(right, widths(50), {});
    alignRows(l, r);
    QCOMPARE(l.size(), r.size());
    for (size_t i = 0; i < l.size(); ++i)
        QCOMPARE(l[i].line, r[i].line);
    QCOMPARE(right.text.mid(r.back().begin, 1), QByteArray("z"));
}

void BodyTextTest::beginsWithTheWhole()
{
    const Body body{"abcé中", "text/plain", true};
    QCOMPARE(beginningOf(body, 4).data, QByteArray("abc"));
    QCOMPARE(beginningOf(body, 6).data, QByteArray("abcé"));
    QCOMPARE(beginningOf(body, 100).data, body.data);
}

void BodyTextTest::choosesTheWayToShow_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("mode");
    QTest::addColumn<qsizetype>("modes");
    using enum BodyMode;
    const QByteArray chat = R"({"messages":[{"role":"user","content":"hi"}]})";
    const QByteArray stream = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
    QTest::newRow("chat") << chat << int(Chat) << int(Chat) << qsizetype(3);
    QTest::newRow("chat as JSON") << chat << int(Json) << int(Json) << qsizetype(3);
    QTest::newRow("chat raw") << chat << int(Raw) << int(Raw) << qsizetype(3);
    QTest::newRow("no chat") << QByteArray("{\"a\":1}") << int(Chat) << int(Json) << qsizetype(2);
    QTest::newRow("stream") << stream << int(Chat) << int(Chat) << qsizetype(3);
    QTest::newRow("stream as JSON") << stream << int(Json) << int(Chat) << qsizetype(3);
    QTest::newRow("unknown stream")
        << QByteArray("data: {\"x\":1}\n\n") << int(Chat) << int(Events) << qsizetype(2);
    QTest::newRow("html") << QByteArray("<html>") << int(Chat) << int(Raw) << qsizetype(1);
    QTest::newRow("scalar") << QByteArray("12") << int(Json) << int(Raw) << qsizetype(1);
    QTest::newRow("braces") << QByteArray("{hello}") << int(Json) << int(Raw) << qsizetype(1);
    QTest::newRow("empty") << QByteArray() << int(Chat) << int(Raw) << qsizetype(1);
}
void BodyTextTest::choosesTheWayToShow()
{
    QFETCH(QByteArray, data);
    QFETCH(int, wanted);
    const PreparedBody body = prepareBody({data, {}, true}, BodyMode(wanted));
    QTEST(int(body.mode), "mode");
    QTEST(body.modes.size(), "modes");
}

void BodyTextTest::saysWhatIsWrong()
{
    const auto facts = [](const QByteArray &data, bool isWhole) {
        return prepareBody({data, {}, isWhole}, BodyMode::Json).facts.join(u'|');
    };
    QCOMPARE(facts("{\"a\":1}", true), QString());
    QCOMPARE(facts("{\"a\":", true), QStringLiteral("the JSON ends too early"));
    QCOMPARE(facts("{\"a\":", false), QString()); // only the beginning is here
    QCOMPARE(facts("{\"a\":1,}", true), QStringLiteral("the JSON is damaged at byte 7"));
    QVERIFY(facts("\xff", true).contains(QStringLiteral("not text")));
}

QTEST_APPLESS_MAIN(BodyTextTest)
#include "tst_bodytext.moc"
