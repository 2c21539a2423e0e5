// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/items/fakelogs.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

namespace gatehouse::test {

static constexpr qint64 epoch = 1'750'000'000'000; // ms
static constexpr qint64 step = 10; // ms between instants

FakeLogs::FakeLogs(qint64 count)
    : m_end(count)
    , m_server([this](const Request &request) {
        std::optional<Reply> reply;
        if (before)
            reply = before(request);
        if (!reply)
            reply = answer(request);
        reply->hold = reply->hold || hold;
        return *reply;
    })
{
}

void FakeLogs::remove(qint64 number)
{
    const auto at = std::lower_bound(m_removed.begin(), m_removed.end(), number);
    if (at == m_removed.end() || *at != number)
        m_removed.insert(at, number);
}

QString FakeLogs::id(qint64 number)
{
    return QStringLiteral("log-%1").arg(number);
}

QDateTime FakeLogs::createdAt(qint64 number) const
{
    return QDateTime::fromMSecsSinceEpoch(epoch + number / perInstant * step, Qt::UTC);
}

QJsonObject FakeLogs::log(qint64 number) const
{
    return {{QStringLiteral("id"), id(number)},
            {QStringLiteral("created_at"), createdAt(number).toString(Qt::ISODateWithMs)},
            {QStringLiteral("cached"), number % 3 == 0},
            {QStringLiteral("success"), number % 7 != 0},
            {QStringLiteral("duration"), number % 5000},
            {QStringLiteral("model"), QStringLiteral("model-%1").arg(number % 20)},
            {QStringLiteral("provider"), QStringLiteral("openai")},
            {QStringLiteral("path"), QStringLiteral("chat/completions")},
            {QStringLiteral("tokens_in"), number % 1000},
            {QStringLiteral("tokens_out"), QJsonValue::Null},
            {QStringLiteral("cost"), double(number % 100) / 1000},
            {QStringLiteral("status_code"), number % 7 != 0 ? 200 : 500}};
}

qint64 FakeLogs::removedBelow(qint64 number) const
{
    return std::lower_bound(m_removed.begin(), m_removed.end(), number) - m_removed.begin();
}

// The number of the log that has so many living ones between from and itself.
qint64 FakeLogs::atRank(qint64 rank, qint64 from) const
{
    qint64 low = from;
    qint64 high = m_end - 1;
    while (low < high) { // the least number with rank + 1 living ones up to it
        const qint64 middle = (low + high) / 2;
        if (middle + 1 - from - removedBelow(middle + 1) + removedBelow(from) > rank)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

FakeLogs::Reply FakeLogs::answer(const Request &request) const
{
    qint64 first = m_first; // the matches are first to end - 1
    qint64 end = m_end;
    const auto filters = QJsonDocument::fromJson(request.item(QStringLiteral("filters")).toUtf8());
    for (const QJsonValue filter : filters.array()) {
        if (filter[QLatin1String("key")].toString() != u"created_at")
            continue;
        const qint64 ms =
            QDateTime::fromString(filter[QLatin1String("value")][0].toString(), Qt::ISODateWithMs)
                .toMSecsSinceEpoch()
            - epoch;
        if (filter[QLatin1String("operator")].toString() == u"lt")
            end = std::min(end, (ms + step - 1) / step * perInstant);
        else
            first = std::max(first, (std::max(ms, -step) + step) / step * perInstant);
    }
    const qint64 count = std::max<qint64>(end - first - removedBelow(end) + removedBelow(first), 0);
    const qint64 perPage = request.item(QStringLiteral("per_page")).toLongLong();
    const qint64 offset = (request.item(QStringLiteral("page")).toLongLong() - 1) * perPage;
    const bool ascending = request.item(QStringLiteral("order_by_direction")) == u"asc";

    QJsonArray rows;
    for (qint64 i = offset; i < std::min(offset + perPage, count); ++i)
        rows.append(log(atRank(ascending ? i : count - 1 - i, first)));
    QJsonObject info{{QStringLiteral("count"), rows.size()}};
    if (totals)
        info.insert(QStringLiteral("total_count"), staleTotal.value_or(count));
    if (request.item(QStringLiteral("meta_info")) == u"true") {
        info.insert(QStringLiteral("min_cost"), 0.001);
        info.insert(QStringLiteral("max_cost"), 0.002);
    }
    return {.body = QJsonDocument(QJsonObject{{QStringLiteral("result"), rows},
                                              {QStringLiteral("result_info"), info},
                                              {QStringLiteral("success"), true}})
                        .toJson(QJsonDocument::Compact),
            .cutAfter = {}};
}

LogModelFixture::LogModelFixture(qint64 count) : logs(count)
{
    client.setEndpoint(
        {logs.server().url(), QStringLiteral("account"), {QStringLiteral("token"), {}, {}}});
    if (count <= 300)
        tester = std::make_unique<QAbstractItemModelTester>(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
}

bool LogModelFixture::open(const LogQuery &query)
{
    model.setQuery(query);
    return waitFor([this] { return model.state() != TableModel::State::Loading; })
        && model.state() == TableModel::State::Ready;
}

bool LogModelFixture::look(int first, int last)
{
    model.setVisibleRows(first, last);
    return waitFor([&] {
        for (int row = first; row <= last && row < model.rowCount(); ++row)
            if (!model.log(row))
                return false;
        return true;
    });
}

bool LogModelFixture::staysQuiet()
{
    return !QSignalSpy(&logs.server(), &CannedServer::requestArrived).wait(100);
}

qint64 LogModelFixture::number(int row) const
{
    const Log *log = model.log(row);
    return log ? log->id.value.mid(4).toLongLong() : -1;
}

QString LogModelFixture::problem() const
{
    qint64 newest = -1; // what the first row must be, by the first one that is held
    for (int row = 0; row < model.rowCount(); ++row) {
        const qint64 is = number(row);
        if (is < 0)
            continue;
        if (newest < 0)
            newest = is + row;
        if (is + row != newest)
            return QStringLiteral("row %1 is log %2, not %3").arg(row).arg(is).arg(newest - row);
    }
    return {};
}

} // namespace gatehouse::test
