// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/requestfilter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;

static RequestRecord record(quint64 serial)
{
    RequestRecord record;
    record.serial = serial;
    record.startedAt = QDateTime(QDate(2026, 1, 31), QTime(14, 5, 9, 123), Qt::UTC);
    record.url = QUrl(QStringLiteral("https://api.example/client/v4/accounts/a%2Fb/ai-gateway/"
                                     "gateways/g/logs?search=two%20words"));
    return record;
}

static RequestRecord finished(quint64 serial)
{
    RequestRecord done = record(serial);
    done.finished = true;
    done.status = 200;
    done.duration = 1240;
    done.received = 5'000;
    done.attempts = 2;
    return done;
}

class RequestModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newestFirst();
    void cells();
    void finishes();
    void bounded();
    void followsZone();
    void cleared();
    void inWords();
    void sameWords();
    void filtered();

private:
    QString text(int row, int column) { return m_model->index(row, column).data().toString(); }

    TimeDisplay m_time;
    std::unique_ptr<RequestModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void RequestModelTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<RequestModel>(&m_time);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void RequestModelTest::newestFirst()
{
    m_model->record(record(1));
    m_model->record(record(3));
    m_model->record(record(2));
    QCOMPARE(m_model->rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        QCOMPARE(m_model->at(row).serial, quint64(3 - row));
    QCOMPARE(m_model->index(0, 0).data(TableModel::IdRole).toString(), QStringLiteral("3"));
}

void RequestModelTest::cells()
{
    m_model->record(record(1));
    QCOMPARE(text(0, RequestModel::StartedColumn), QStringLiteral("2026-01-31 14:05:09"));
    QCOMPARE(text(0, RequestModel::VerbColumn), QStringLiteral("GET"));
    QCOMPARE(text(0, RequestModel::PathColumn),
             QStringLiteral("/ai-gateway/gateways/g/logs?search=two words"));
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("under way"));
    QCOMPARE(text(0, RequestModel::DurationColumn), QString());
    const QModelIndex duration = m_model->index(0, RequestModel::DurationColumn);
    QVERIFY(duration.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(duration.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Duration: empty"));
    QCOMPARE(m_model->index(0, RequestModel::StartedColumn).data(Qt::ToolTipRole).toString(),
             QStringLiteral("2026-01-31 14:05:09.123 UTC"));
}

void RequestModelTest::finishes()
{
    m_model->record(record(1));
    m_model->record(record(2));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->record(finished(1));
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(text(1, RequestModel::StatusColumn), QStringLiteral("200"));
    QCOMPARE(text(1, RequestModel::AttemptsColumn), QStringLiteral("2"));
    QCOMPARE(text(1, RequestModel::ReceivedColumn), QStringLiteral("5.0 kB"));
    const QModelIndex duration = m_model->index(1, RequestModel::DurationColumn);
    QCOMPARE(duration.data().toString(), QStringLiteral("1.24 s"));
    QCOMPARE(duration.data(TableModel::SortRole), QVariant(1240));

    RequestRecord cut = finished(2);
    cut.status = 0;
    cut.error = QStringLiteral("The service cannot be reached");
    m_model->record(cut);
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("no answer"));
    QCOMPARE(text(0, RequestModel::ErrorColumn), cut.error);
}

void RequestModelTest::bounded()
{
    for (int serial = 1; serial <= RequestModel::maxRows + 10; ++serial)
        m_model->record(record(quint64(serial)));
    QCOMPARE(m_model->rowCount(), RequestModel::maxRows);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_model->record(finished(5)); // has been dropped
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(m_model->rowCount(), RequestModel::maxRows);
    QCOMPARE(m_model->at(RequestModel::maxRows - 1).serial, quint64(11));
}

void RequestModelTest::followsZone()
{
    m_model->record(record(1));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_time.setZone(TimeDisplay::Zone::Local);
    QCOMPARE(changed.count(), 1);
    m_time.setZone(TimeDisplay::Zone::Utc);
}

void RequestModelTest::cleared()
{
    m_model->record(record(1));
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
}

void RequestModelTest::inWords()
{
    RequestRecord queued = record(1);
    queued.connection = QStringLiteral("Production");
    queued.urgency = Urgency::Background;
    queued.queued = true;
    queued.attempts = 0;
    m_model->record(queued);
    QCOMPARE(text(0, RequestModel::ConnectionColumn), QStringLiteral("Production"));
    QCOMPARE(text(0, RequestModel::UrgencyColumn), QStringLiteral("background"));
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("queued"));

    RequestRecord repeated = queued;
    repeated.queued = false;
    repeated.attempts = 2;
    repeated.status = 503;
    repeated.error = QStringLiteral("The service failed <b>(HTTP 503)");
    m_model->record(repeated);
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("under way"));
    QCOMPARE(text(0, RequestModel::ErrorColumn),
             QStringLiteral("Trying again (attempts so far: 2). The service failed <b>(HTTP 503)"));
    QVERIFY(m_model->index(0, RequestModel::ErrorColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("&lt;b&gt;")));
    QVERIFY(RequestModel::hasFailed(m_model->at(0)));

    RequestRecord cancelled = finished(1);
    cancelled.status = 0;
    cancelled.error = ApiError::cancelled().text();
    m_model->record(cancelled);
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("cancelled"));
    QCOMPARE(text(0, RequestModel::ErrorColumn), QString());
    QVERIFY(!RequestModel::hasFailed(m_model->at(0)));

    RequestRecord refused = finished(1);
    refused.status = 0;
    refused.attempts = 0;
    refused.error = QStringLiteral("read-only");
    m_model->record(refused);
    QCOMPARE(text(0, RequestModel::StatusColumn), QStringLiteral("not sent"));
    QVERIFY(!RequestModel::hasFailed(m_model->at(0)));
}

// One word for a thing, whatever of it is shown.
void RequestModelTest::sameWords()
{
    QSet<QString> words;
    for (const Urgency urgency : {Urgency::Awaited, Urgency::Visible, Urgency::Background})
        words.insert(RequestModel::urgencyText(urgency));
    QCOMPARE(words.size(), 3);
    QVERIFY(!words.contains(QString()));
}

void RequestModelTest::filtered()
{
    RequestFilter filter(m_model.get());
    const QAbstractItemModelTester tester(&filter);
    const auto serials = [&filter] {
        QList<quint64> found;
        for (int row = 0; row < filter.rowCount(); ++row)
            found.append(filter.at(row).serial);
        return found;
    };
    using Serials = QList<quint64>;
    RequestRecord one = finished(1);
    one.connection = QStringLiteral("Production");
    RequestRecord two = finished(2);
    two.connection = QStringLiteral("Sandbox");
    two.verb = Verb::Delete;
    two.status = 404;
    two.error = QStringLiteral("Not found");
    for (const RequestRecord &call : {one, two, record(3)})
        m_model->record(call);
    QVERIFY(!filter.isFiltering());
    QCOMPARE(serials(), (Serials{3, 2, 1}));
    for (const auto &[text, expected] :
         {std::pair("delete", Serials{2}), std::pair("GET 200", Serials{1}),
          std::pair("404", Serials{2}), std::pair("NOT found", Serials{2}),
          std::pair("production", Serials{1}), std::pair("two words", Serials{3, 2, 1}),
          std::pair("nothing of that", Serials{})}) {
        filter.setText(QString::fromLatin1(text));
        QVERIFY(filter.isFiltering());
        QVERIFY2(serials() == expected, text);
    }
    filter.setText({});
    filter.setFailedOnly(true);
    QCOMPARE(serials(), Serials{2});
    RequestRecord fails = finished(3);
    fails.status = 500;
    fails.error = QStringLiteral("The service failed");
    m_model->record(fails);
    QCOMPARE(serials(), (Serials{3, 2}));
    filter.setFailedOnly(false);
    filter.setConnection(QStringLiteral("Sandbox"));
    QCOMPARE(serials(), Serials{2});
    filter.setConnection({});
    QCOMPARE(serials(), (Serials{3, 2, 1}));
}

QTEST_GUILESS_MAIN(RequestModelTest)
#include "tst_requestmodel.moc"
