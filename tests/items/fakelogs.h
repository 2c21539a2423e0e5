// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/logtablemodel.h"
#include "tests/support/cannedserver.h"

#include <QAbstractItemModelTester>

namespace gatehouse::test {

// The log list of a gateway with any number of rows, made up on demand: log-N is the Nth that ever
// came. It honours page, per_page, direction and the lt and gt filters on created_at, nothing else.
class FakeLogs
{
    Q_DISABLE_COPY_MOVE(FakeLogs)

public:
    using Request = CannedServer::Request;
    using Reply = CannedServer::Reply;

    explicit FakeLogs(qint64 count);

    CannedServer &server() { return m_server; }

    void append(qint64 count) { m_end += count; }
    void remove(qint64 number); // one log
    void removeOldest(qint64 count) { m_first += count; }
    void removeAll() { m_first = m_end; }
    qint64 end() const { return m_end; } // the number of the next log

    int perInstant = 1; // so many logs share their created_at
    bool totals = true; // whether result_info has total_count
    std::optional<qint64> staleTotal; // told instead of the true one
    // Called with every request before it is answered; a reply goes out in place of the true one.
    std::function<std::optional<Reply>(const Request &)> before;
    bool hold = false; // hold back every answer; it says what was true when it was asked for

    static QString id(qint64 number);
    QDateTime createdAt(qint64 number) const;

private:
    Reply answer(const Request &request) const;
    QJsonObject log(qint64 number) const;
    qint64 removedBelow(qint64 number) const;
    qint64 atRank(qint64 rank, qint64 from) const;

    qint64 m_first = 0;
    qint64 m_end;
    std::vector<qint64> m_removed; // ascending
    CannedServer m_server;
};

// A model on top of it, watched by a tester if it is not too long.
struct LogModelFixture
{
    explicit LogModelFixture(qint64 count);

    bool open(const LogQuery &query = {}); // and waits until it is there
    bool look(int first, int last); // and waits until these rows are there
    // Whether nothing is asked for during a moment in which it should have been.
    bool staysQuiet();
    // A text that says what is wrong with the rows that are held: they must be consecutive.
    QString problem() const;
    // The log number of a row that is held, or -1.
    qint64 number(int row) const;

    FakeLogs logs;
    ApiClient client;
    LogService service{&client};
    TimeDisplay time;
    LogTableModel model{&service, GatewayId{QStringLiteral("g")}, &time};
    // Not for many rows: it looks at every cell after every change.
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace gatehouse::test
