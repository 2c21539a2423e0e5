// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/rowconditions.h"

#include <QVariant>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace contract {

namespace {

bool isLess(const QJsonValue &a, const QJsonValue &b)
{
    return a.isDouble() ? a.toDouble() < b.toDouble()
                        : a.toString().toUtf8() < b.toString().toUtf8();
}

bool holds(const QJsonValue &cell, const QString &op, const QJsonValue &wanted)
{
    if (op == u"eq"_s) {
        return cell == wanted;
    }
    if (cell.isNull() || wanted.isNull()) {
        return false;
    }
    if (op == u"contains"_s) {
        return cell.toVariant().toString().contains(wanted.toVariant().toString(),
                                                    Qt::CaseInsensitive);
    }
    return op == u"lt"_s ? isLess(cell, wanted) : isLess(wanted, cell);
}

} // namespace

QStringList idsOf(const QJsonArray &rows)
{
    QStringList ids;
    for (const QJsonValue &row : rows) {
        ids << row[u"id"].toString();
    }
    return ids;
}

QJsonValue cellOf(const QJsonObject &row, const QString &key)
{
    if (key == u"tokens"_s) {
        const QJsonValue in = row[u"tokens_in"];
        const QJsonValue out = row[u"tokens_out"];
        return in.isNull() && out.isNull() ? QJsonValue(QJsonValue::Null)
                                           : QJsonValue(in.toInt() + out.toInt());
    }
    if (key == u"compatibilityMode"_s) {
        return row[u"path"].toString().startsWith(u"compat/"_s);
    }
    const QJsonValue cell = row.value(key);
    return cell.isUndefined() ? QJsonValue(QJsonValue::Null) : cell;
}

bool matches(const QJsonValue &cell, const QString &op, const QJsonArray &values)
{
    const QString positive = op == u"neq"_s ? u"eq"_s : op;
    const bool any = std::any_of(values.begin(), values.end(), [&](const QJsonValue &wanted) {
        return holds(cell, positive, wanted);
    });
    return any != (op == u"neq"_s);
}

} // namespace contract
