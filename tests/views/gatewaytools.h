// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/connectionlist.h"
#include "models/items/taskmodel.h"
#include "tests/support/sandboxfixture.h"
#include "tests/views/gatewaybench.h"

#include <QJsonDocument>

// What the tests of editing several gateways, of comparing and of importing build on.
namespace gatehouse::test {

struct ToolsBench : GatewayBench
{
    explicit ToolsBench(const Endpoint &endpoint) : GatewayBench(endpoint)
    {
        connections.add(&models);
    }
    ~ToolsBench() { connections.remove(&models); }
    Q_DISABLE_COPY_MOVE(ToolsBench)

    bool loaded()
    {
        return QTest::qWaitFor(
            [this] { return models.gateways()->state() == TableModel::State::Ready; }, 20'000);
    }
    QJsonObject servedJson(const QString &id) { return toJson(served(id)).toObject(); }

    TaskModel tasks;
    ConnectionList connections;
};

// The writes that a sandbox has met: "PUT staging 200".
inline QStringList writesOf(SandboxFixture &sandbox)
{
    QStringList writes;
    for (const QJsonValue request : sandbox.requests())
        if (const QString method = request[u"method"].toString(); method != u"GET")
            writes.append(method + u' ' + request[u"target"].toString().section(u'/', -1) + u' '
                          + QString::number(request[u"status"].toInt()));
    return writes;
}

} // namespace gatehouse::test
