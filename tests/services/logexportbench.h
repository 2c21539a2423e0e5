// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"
#include "models/services/logexports.h"
#include "models/services/logservice.h"
#include "tests/support/await.h"
#include "tests/support/cannedserver.h"

#include <QJsonDocument>
#include <QTemporaryDir>

// What the tests of exports build on.
namespace gatehouse::test {

// Rows of a list that is sorted by time, as JSON.
struct Rows
{
    QList<QJsonObject> rows; // oldest first
    bool totals = true;
    bool unsorted = false;
    std::function<void()> before; // every answer
    int answers = 0;

    void fill(int count, int perInstant = 3)
    {
        const QDateTime start(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC);
        for (int i = 0; i < count; ++i)
            rows.append({{"id", QStringLiteral("log-%1").arg(i)},
                         {"created_at", toJson(start.addMSecs(i / perInstant))},
                         {"model", QStringLiteral("m,%1").arg(i % 7)},
                         {"provider", "p"},
                         {"path", "chat"},
                         {"cached", false},
                         {"success", true},
                         {"duration", i}});
    }

    CannedServer::Reply operator()(const CannedServer::Request &request)
    {
        ++answers;
        if (before)
            before();
        QList<QJsonObject> matches;
        const QJsonArray filters =
            QJsonDocument::fromJson(request.item(QStringLiteral("filters")).toUtf8()).array();
        for (const QJsonObject &row : rows) {
            bool match = true;
            for (const QJsonValue filter : filters) {
                const QString value = filter[u"value"].toArray().first().toString();
                const QString time = row.value(u"created_at").toString();
                match = match
                    && (filter[u"operator"].toString() == u"lt" ? time < value : time > value);
            }
            if (match)
                matches.append(row);
        }
        if (request.item(QStringLiteral("order_by_direction")) == u"desc" || unsorted)
            std::reverse(matches.begin(), matches.end());
        const int size = request.item(QStringLiteral("per_page")).toInt();
        const int page = request.item(QStringLiteral("page")).toInt();
        QJsonArray result;
        for (const QJsonObject &row : matches.mid((page - 1) * size, size))
            result.append(row);
        QJsonObject info;
        if (totals)
            info = {{"total_count", int(matches.size())}};
        return {.body =
                    QJsonDocument(
                        QJsonObject{{"success", true}, {"result", result}, {"result_info", info}})
                        .toJson()};
    }
};

struct Bench
{
    explicit Bench(const Endpoint &endpoint, const QString &state = {})
        : exports(state.isEmpty() ? folder.filePath(QStringLiteral("exports")) : state)
    {
        QObject::connect(&exports, &LogExports::taskAdded, &connection, [this](Task *added) {
            task = added;
            added->setParent(&connection);
        });
        connection.open(endpoint);
        exports.attach(&connection);
    }
    QString file(const char *name = "result") const { return folder.filePath(name); }
    bool run(LogExportSpec spec)
    {
        if (spec.path.isEmpty())
            spec.path = file();
        exports.start(&connection, spec);
        return ended();
    }
    bool ended() const
    {
        return waitFor([this] { return task->hasEnded(); }, 20'000)
            && task->state() == Task::State::Done;
    }

    QTemporaryDir folder;
    Connection connection{{.id = QStringLiteral("test"), .name = QStringLiteral("Test")}};
    LogExports exports;
    Task *task = nullptr;
};

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QStringList idsIn(const QString &jsonLines)
{
    QStringList ids;
    for (const QByteArray &line : contents(jsonLines).split('\n'))
        if (!line.isEmpty())
            ids.append(QJsonDocument::fromJson(line).object().value(u"id").toString());
    return ids;
}

// What the service itself lists, oldest first, up to a time.
inline QStringList idsOf(const Endpoint &endpoint, const GatewayId &gateway, const QString &until)
{
    ApiClient client;
    client.setEndpoint(endpoint);
    LogService logs(&client);
    LogQuery query;
    query.ascending = true;
    query.filters = {{QStringLiteral("created_at"), FilterOperator::Lt, QJsonArray{until}}};
    QStringList ids;
    for (int page = 1;; ++page) {
        const auto result = await(logs.list(gateway, query, {.number = page}));
        if (!result)
            return {};
        for (const Log &log : result->logs)
            ids.append(log.id.value);
        if (result->logs.size() < LogService::maxPerPage)
            return ids;
    }
}

inline QStringList entries(const QTemporaryDir &folder)
{
    return QDir(folder.path()).entryList(QDir::Files);
}

} // namespace gatehouse::test
