// SPDX-License-Identifier: GPL-3.0-or-later
// Feedback, score and metadata of a log: what is sent, shown at once, and taken back.
#include "models/services/logannotator.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/gatewaybench.h"
#include "tests/views/viewchecks.h"
#include "views/common/messagebar.h"
#include "views/logs/annotationseditor.h"
#include "views/logs/metadataeditor.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonDocument>
#include <QPushButton>
#include <QToolButton>

using namespace gatehouse;
using namespace gatehouse::test;
using Reply = CannedServer::Reply;

class AnnotationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries_data();
    void entries();
    void sendsWhatWasChangedOnly();
    void typesAndLimitsAreKept();
    void failureIsTakenBackAndRetried();
    void whatIsWantedMeanwhileFollows();
    void conflictIsAsked();
    void lostAnswers_data();
    void lostAnswers();
    void readOnlySaysWhy();
    void failureOfAnotherLogIsTold();
    void theSandboxTakesIt();
};

namespace {

Log someLog(const QString &metadata = QStringLiteral("{\"team\":\"search\",\"beta\":true}"))
{
    Log log;
    log.id = {QStringLiteral("1")};
    log.createdAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    log.metadata = metadata;
    return log;
}

struct Bench
{
    Q_DISABLE_COPY_MOVE(Bench)

    explicit Bench(const CannedServer::Handler &writes, bool readOnly = false)
        : server([this, writes](const CannedServer::Request &request) {
            return request.method == "GET" ? Reply::result(toJson(served)) : writes(request);
        })
        , connection({.id = QStringLiteral("c"),
                      .name = QStringLiteral("Production"),
                      .readOnly = readOnly})
    {
        connection.open({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
        editor = new AnnotationsEditor(&connection, {QStringLiteral("g")}, &messages, &window);
        window.resize(600, 400);
        editor->setGeometry(0, 0, 600, 400);
        editor->setLog(served, {});
        window.show();
        isActive = QTest::qWaitForWindowActive(&window);
    }
    template <class Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : editor->findChildren<Widget *>())
            if (widget->accessibleName() == name && widget->isVisibleTo(editor))
                return widget;
        return nullptr;
    }
    void press(const QString &name) const
    {
        QTest::mouseClick(named<QAbstractButton>(name), Qt::LeftButton);
    }
    bool settles() const
    {
        return waitFor([this] { return !editor->isSaving(); });
    }
    QList<QByteArray> bodies() const
    {
        QList<QByteArray> bodies;
        for (const auto &request : server.requests())
            if (request.method == "PATCH")
                bodies.append(request.body);
        return bodies;
    }

    Log served = someLog();
    CannedServer server;
    Connection connection;
    MessageBar messages;
    QWidget window;
    AnnotationsEditor *editor;
    bool isActive = false;
};

Reply fine(const CannedServer::Request &)
{
    return Reply::result(QJsonObject());
}

const QString good = QStringLiteral("Feedback: good (1)");

} // namespace

void AnnotationsTest::entries_data()
{
    using Type = MetadataEntry::Type;
    QTest::addColumn<QList<MetadataEntry>>("entries");
    QTest::addColumn<QString>("outcome"); // JSON, or the path of what is wrong
    const auto row = [](const char *name, const QList<MetadataEntry> &entries,
                        const char *outcome) {
        QTest::newRow(name) << entries << QString::fromUtf8(outcome);
    };
    const auto entry = [](const char *key, Type type, const char *text) {
        return MetadataEntry{QString::fromUtf8(key), type, QString::fromUtf8(text)};
    };
    row("none", {}, "{}");
    row("types",
        {entry("a", Type::Text, "1"), entry("b", Type::Number, " 1.5 "),
         entry("c", Type::Boolean, "false")},
        R"({"a":"1","b":1.5,"c":false})");
    row("empty text", {entry("a", Type::Text, "")}, R"({"a":""})");
    row("no key", {entry("", Type::Text, "x")}, "0/key");
    row("twice", {entry("a", Type::Text, "x"), entry("a", Type::Text, "y")}, "1/key");
    row("no number", {entry("a", Type::Number, "1,5")}, "0/value");
    row("no finite number", {entry("a", Type::Number, "inf")}, "0/value");
    row("no boolean", {entry("a", Type::Boolean, "yes")}, "0/value");
    QList<MetadataEntry> six;
    for (const char *key : {"a", "b", "c", "d", "e", "f"})
        six.append(entry(key, Type::Text, "x"));
    row("six", six, "5/key");
    row("five", six.first(5), R"({"a":"x","b":"x","c":"x","d":"x","e":"x"})");
}

void AnnotationsTest::entries()
{
    QFETCH(QList<MetadataEntry>, entries);
    const auto metadata = metadataOf(entries);
    QTEST(metadata ? QString::fromUtf8(QJsonDocument(*metadata).toJson(QJsonDocument::Compact))
                   : metadata.error().path.join(u'/'),
          "outcome");
    if (metadata)
        QCOMPARE(metadataOf(metadataEntries(*metadata)).value(), *metadata);
}

void AnnotationsTest::sendsWhatWasChangedOnly()
{
    Bench bench(fine);
    bench.press(good);
    QVERIFY(bench.named<QToolButton>(good)->isChecked()); // at once
    QVERIFY(bench.settles());
    auto *score = bench.named<QDoubleSpinBox>(QStringLiteral("Score"));
    score->setFocus();
    score->selectAll();
    QTest::keyClicks(score, QStringLiteral("87.5"));
    QTest::keyClick(score, Qt::Key_Tab);
    bench.press(QStringLiteral("Set the score"));
    QVERIFY(bench.settles());
    bench.press(QStringLiteral("Take the feedback away"));
    QVERIFY(bench.settles());
    typeInto(bench.named<QLineEdit>(QStringLiteral("team")), QStringLiteral("ads"));
    QTest::keyClick(bench.named<QLineEdit>(QStringLiteral("team")), Qt::Key_Return);
    QVERIFY(bench.settles());
    QCOMPARE(bench.bodies(),
             (QList<QByteArray>{"{\"feedback\":1}", "{\"score\":87.5}", "{\"feedback\":null}",
                                "{\"metadata\":{\"beta\":true,\"team\":\"ads\"}}"}));
    QVERIFY(bench.messages.keys().isEmpty());
    // What the service does not report stays known here.
    bench.served = someLog(QStringLiteral("{\"beta\":true,\"team\":\"ads\"}"));
    bench.editor->setLog(bench.served, {});
    QCOMPARE(bench.named<QDoubleSpinBox>(QStringLiteral("Score"))->value(), 87.5);
}

void AnnotationsTest::typesAndLimitsAreKept()
{
    Bench bench(fine);
    QVERIFY(bench.isActive);
    MetadataEditor *metadata = bench.editor->metadata();
    QCOMPARE(bench.named<QComboBox>(QStringLiteral("beta"))->currentText(), QStringLiteral("true"));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(click(metadata, QStringLiteral("Add entry")));
        auto *key = bench.named<QLineEdit>(QStringLiteral("Key "));
        QVERIFY(key && key->hasFocus());
        QTest::keyClicks(key, QStringLiteral("k%1").arg(i));
    }
    QVERIFY(!findButton(metadata, QStringLiteral("Add entry"))->isEnabled()); // five
    QTest::keyClick(bench.named<QComboBox>(QStringLiteral("Type of k0")), Qt::Key_N);
    QAbstractButton *save = findButton(metadata, QStringLiteral("Save metadata"));
    QVERIFY(!save->isEnabled());
    QVERIFY(labelTexts(*metadata).contains(QStringLiteral("is no number")));
    QTest::keyClicks(bench.named<QLineEdit>(QStringLiteral("k0")), QStringLiteral("2.5"));
    QVERIFY(save->isEnabled());
    bench.press(QStringLiteral("Remove k1"));
    bench.press(QStringLiteral("Remove k2"));
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY(bench.settles());
    QCOMPARE(bench.bodies().value(0),
             QByteArray("{\"metadata\":{\"beta\":true,\"k0\":2.5,\"team\":\"search\"}}"));
    QVERIFY(!save->isVisible()); // nothing to save

    typeInto(bench.named<QLineEdit>(QStringLiteral("k0")), QStringLiteral("3"));
    QVERIFY(click(metadata, QStringLiteral("Revert")));
    QCOMPARE(bench.named<QLineEdit>(QStringLiteral("k0"))->text(), QStringLiteral("2.5"));
}

void AnnotationsTest::failureIsTakenBackAndRetried()
{
    bool broken = true;
    Bench bench([&](const CannedServer::Request &request) {
        return broken ? Reply::error(500, 1, QStringLiteral("out of order")) : fine(request);
    });
    bench.press(good);
    QVERIFY(bench.settles());
    QVERIFY(!bench.named<QToolButton>(good)->isChecked());
    QVERIFY(bench.messages.hasError());
    typeInto(bench.named<QLineEdit>(QStringLiteral("team")), QStringLiteral("ads"));
    QVERIFY(click(bench.editor->metadata(), QStringLiteral("Save metadata")));
    QVERIFY(bench.settles());
    // What was typed is not lost.
    QTRY_COMPARE(bench.named<QLineEdit>(QStringLiteral("team"))->text(), QStringLiteral("ads"));
    QVERIFY(bench.editor->metadata()->isDirty());
    broken = false;
    auto *retry = bench.messages.findChild<QToolButton *>(QStringLiteral("retry"));
    QVERIFY(retry);
    retry->click();
    QVERIFY(bench.settles());
    QTRY_VERIFY(!bench.messages.hasError());
    QVERIFY(!bench.editor->metadata()->isDirty());
    QCOMPARE(bench.bodies().constLast(),
             QByteArray("{\"metadata\":{\"beta\":true,\"team\":\"ads\"}}"));
}

void AnnotationsTest::whatIsWantedMeanwhileFollows()
{
    bool hold = true;
    Bench bench([&](const CannedServer::Request &request) {
        Reply reply = fine(request);
        reply.hold = hold;
        return reply;
    });
    bench.press(good);
    QTRY_COMPARE(bench.server.heldCount(), 1);
    bench.press(QStringLiteral("Feedback: neutral (0)"));
    bench.press(QStringLiteral("Feedback: bad (-1)"));
    QVERIFY(bench.named<QToolButton>(QStringLiteral("Feedback: bad (-1)"))->isChecked());
    hold = false;
    bench.server.release();
    QVERIFY(bench.settles());
    QCOMPARE(bench.bodies(), (QList<QByteArray>{"{\"feedback\":1}", "{\"feedback\":-1}"}));
}

void AnnotationsTest::conflictIsAsked()
{
    Bench bench(fine);
    bench.served = someLog(QStringLiteral("{\"team\":\"theirs\"}"));
    typeInto(bench.named<QLineEdit>(QStringLiteral("team")), QStringLiteral("mine"));
    QVERIFY(click(bench.editor->metadata(), QStringLiteral("Save metadata")));
    QVERIFY(bench.settles());
    QVERIFY(bench.bodies().isEmpty()); // nothing was overwritten
    QTRY_COMPARE(bench.named<QLineEdit>(QStringLiteral("team"))->text(), QStringLiteral("mine"));
    const auto choose = [&](const QString &text) {
        for (auto *button : bench.messages.findChildren<QAbstractButton *>())
            if (button->text() == text)
                return button->click();
        QFAIL("no such button");
    };
    choose(QStringLiteral("Overwrite theirs"));
    QVERIFY(bench.settles());
    QCOMPARE(bench.bodies(), QList<QByteArray>{"{\"metadata\":{\"beta\":true,\"team\":\"mine\"}}"});

    bench.served = someLog(QStringLiteral("{\"team\":\"again\"}"));
    typeInto(bench.named<QLineEdit>(QStringLiteral("team")), QStringLiteral("other"));
    QVERIFY(click(bench.editor->metadata(), QStringLiteral("Save metadata")));
    QVERIFY(bench.settles());
    QTRY_VERIFY(!bench.messages.keys().isEmpty());
    choose(QStringLiteral("Take theirs"));
    QTRY_COMPARE(bench.named<QLineEdit>(QStringLiteral("team"))->text(), QStringLiteral("again"));
    QCOMPARE(bench.bodies().size(), 1);
}

void AnnotationsTest::lostAnswers_data()
{
    QTest::addColumn<QString>("edits");
    QTest::addColumn<bool>("happened");
    QTest::addColumn<QString>("outcome"); // saved, or what is said
    QTest::newRow("metadata, done") << "{\"metadata\":{\"a\":1}}" << true << "saved";
    QTest::newRow("metadata, not done")
        << "{\"metadata\":{\"a\":1}}" << false << "The log is as it was.";
    QTest::newRow("feedback, done") << "{\"feedback\":1}" << true << "saved";
    QTest::newRow("feedback, not done") << "{\"feedback\":1}" << false << "The log is as it was.";
    QTest::newRow("feedback away, done") << "{\"feedback\":null}" << false << "saved";
    QTest::newRow("score") << "{\"score\":5}" << true << "does not say which score";
}

void AnnotationsTest::lostAnswers()
{
    QFETCH(QString, edits);
    QFETCH(bool, happened);
    QFETCH(QString, outcome);
    int writes = 0;
    Log log = someLog(QStringLiteral("{}"));
    CannedServer server([&](const CannedServer::Request &request) {
        Reply reply = Reply::result(toJson(log));
        if (request.method == "PATCH") {
            ++writes;
            if (happened && edits.contains(QStringLiteral("metadata")))
                log.metadata = QStringLiteral("{\"a\":1}");
            reply.cutAfter = 0;
        } else if (request.path.endsWith(QStringLiteral("/logs"))) {
            const bool isFound = happened
                && request.item(QStringLiteral("filters")).contains(QStringLiteral("feedback"));
            reply = Reply::result(isFound ? QJsonArray{toJson(log)} : QJsonArray());
        }
        return reply;
    });
    Connection connection({.id = QStringLiteral("c"), .name = QStringLiteral("c")});
    connection.open({server.url(), QStringLiteral("a"), {QStringLiteral("t"), {}, {}}});
    const LogAnnotations base = annotationsOf(log);
    const auto mine = fromJson<LogAnnotations>(QJsonDocument::fromJson(edits.toUtf8()).object());
    VERIFY_RESULT(mine);
    const LogAnnotations wanted{mine->feedback, mine->score,
                                mine->metadata.isAbsent() ? base.metadata : mine->metadata};
    const auto saved =
        await(connection.logs()->annotate({QStringLiteral("g")}, log.id, base, wanted));
    QCOMPARE(writes, 1);
    if (outcome == u"saved")
        VERIFY_RESULT(saved);
    else
        QVERIFY2(!saved && saved.error().message.contains(outcome),
                 saved ? "saved" : qPrintable(saved.error().message));
}

void AnnotationsTest::readOnlySaysWhy()
{
    Bench bench(fine, true);
    bench.connection.client()->setReadOnly(false); // only what the view does keeps it back
    const QString reason = QStringLiteral("“Production” is read-only");
    QVERIFY(!bench.named<QToolButton>(good)->isEnabled());
    QCOMPARE(bench.named<QToolButton>(good)->toolTip(), reason);
    auto *team = bench.named<QLineEdit>(QStringLiteral("team"));
    QVERIFY(team->isReadOnly());
    QCOMPARE(team->toolTip(), reason);
    QTest::keyClicks(team, QStringLiteral("x"));
    QTest::keyClick(team, Qt::Key_Return);
    QVERIFY(bench.named<QDoubleSpinBox>(QStringLiteral("Score"))->isReadOnly());
    QTest::qWait(1);
    QVERIFY(bench.bodies().isEmpty());
    bench.connection.setProfile({.id = QStringLiteral("c"), .name = QStringLiteral("Production")});
    QVERIFY(!team->isReadOnly());
    bench.press(good);
    QVERIFY(bench.settles());
    QCOMPARE(bench.bodies().size(), 1);
}

void AnnotationsTest::failureOfAnotherLogIsTold()
{
    Bench bench([](const CannedServer::Request &) {
        Reply reply = Reply::error(500, 1, QStringLiteral("out of order"));
        reply.hold = true;
        return reply;
    });
    bench.press(good);
    QTRY_COMPARE(bench.server.heldCount(), 1);
    Log other = someLog(QStringLiteral("{\"x\":1}"));
    other.id = {QStringLiteral("2")};
    bench.editor->setLog(other, {});
    QVERIFY(!bench.named<QToolButton>(good)->isChecked());
    bench.server.release();
    QTRY_VERIFY(bench.messages.hasError());
    QCOMPARE(bench.named<QLineEdit>(QStringLiteral("x"))->text(), QStringLiteral("1"));
}

void AnnotationsTest::theSandboxTakesIt()
{
    SandboxFixture sandbox;
    QVERIFY2(sandbox.isReady(), qPrintable(sandbox.failure()));
    GatewayBench bench(sandbox.endpoint());
    const GatewayId gateway{QStringLiteral("production-chat")};
    LogService *logs = bench.connection.logs();
    const auto page = await(logs->list(gateway, {}, {}));
    VERIFY_RESULT(page);
    const LogId id = page->logs.constFirst().id;
    const auto before = await(logs->detail(gateway, id));
    VERIFY_RESULT(before);
    const LogAnnotations base = annotationsOf(*before);
    LogAnnotations mine = base;
    mine.feedback = -1.0;
    mine.score = 12.5;
    mine.metadata = QJsonObject{{"team", "ads"}, {"n", 2}, {"ok", false}};
    const auto saved = await(logs->annotate(gateway, id, base, mine));
    VERIFY_RESULT(saved);
    const auto after = await(logs->detail(gateway, id));
    VERIFY_RESULT(after);
    QCOMPARE(annotationsOf(*after).metadata, mine.metadata);
    LogQuery query;
    query.filters = {{QStringLiteral("id"), FilterOperator::Eq, {id.value}},
                     {QStringLiteral("feedback"), FilterOperator::Eq, {-1}}};
    QCOMPARE(await(logs->list(gateway, query, {}))->logs.size(), 1);

    // The answer is lost after it was carried out: it is looked for, and found.
    QVERIFY(sandbox.setFaults({{{"kind", "cut"}, {"method", "PATCH"}, {"count", 1}}}));
    LogAnnotations again = mine;
    again.feedback = 1.0;
    VERIFY_RESULT(await(logs->annotate(gateway, id, mine, again)));
    const auto requests = sandbox.requests();
    QCOMPARE(std::count_if(requests.begin(), requests.end(),
                           [](const QJsonValue &request) {
                               return request[u"method"].toString() == u"PATCH";
                           }),
             2);
}

QTEST_MAIN(AnnotationsTest)
#include "tst_annotations.moc"
