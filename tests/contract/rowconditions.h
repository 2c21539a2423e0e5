// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace contract {

QStringList idsOf(const QJsonArray &rows);

/// The row's value of a filter's key that a list shows; null when it has none.
QJsonValue cellOf(const QJsonObject &row, const QString &key);

/// What a filter means, said once more and independently: any of the values, or none with neq.
bool matches(const QJsonValue &cell, const QString &op, const QJsonArray &values);

} // namespace contract
