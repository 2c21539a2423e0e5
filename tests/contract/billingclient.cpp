// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/billingclient.h"

using namespace Qt::StringLiterals;

namespace contract {

QJsonArray usageHistory(Sandbox &sandbox, const QString &window, const Query &range)
{
    const Query query = range + Query{{u"value_grouping_window"_s, window}};
    return sandbox.get(u"/billing/usage-history"_s, query).object()[u"history"].toArray();
}

double totalOf(const QJsonArray &history)
{
    double total = 0;
    for (const QJsonValue bucket : history) {
        total += bucket[u"aggregated_value"].toDouble();
    }
    return total;
}

double usageTotal(Sandbox &sandbox)
{
    return totalOf(usageHistory(sandbox, u"day"_s, {{u"start_time"_s, u"0"_s}}));
}

double balance(Sandbox &sandbox)
{
    return sandbox.get(u"/billing/credit-balance"_s).object()[u"balance"].toDouble();
}

QJsonArray invoices(Sandbox &sandbox, const Query &query)
{
    return sandbox.get(u"/billing/invoice-history"_s, query).object()[u"invoices"].toArray();
}

double paidTotal(Sandbox &sandbox)
{
    double total = 0;
    const QJsonArray all = invoices(sandbox);
    for (const QJsonValue invoice : all) {
        total += invoice[u"amount_paid"].toDouble();
    }
    return total;
}

QByteArray withoutPort(Sandbox &sandbox, const QString &path)
{
    return sandbox.get(path).body.replace(':' + QByteArray::number(sandbox.port()) + '/', "/");
}

bool same(double a, double b)
{
    constexpr double exact = 1e-6;
    return std::abs(a - b) < exact;
}

} // namespace contract
