// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QStringList>

namespace gatehouse {

class TimeDisplay;

// What a gateway's fields are called and how their values read, for form, review and inspector.
// Fields go by their JSON names; one that this program does not know is called by that name.
namespace gatewayfields {

QStringList order(); // of every known field, as people meet them
QString label(const QString &key);
QString unit(const QString &key); // empty: none
QString help(const QString &key); // what it does; its limits; its JSON name

struct Choice
{
    QString value; // on the wire
    QString label;
};
QList<Choice> choices(const QString &key); // of an enumeration

QString notSet(); // null
QString notReported(); // absent

// One line. Undefined reads "not reported", null "not set"; nothing secret is in it.
QString text(const QString &key, const QJsonValue &value, const TimeDisplay &time);
// Of guardrails, dlp, otel, stripe, spend_limits: what is in it, in a few words.
QString summary(const QString &key, const QJsonValue &value);

} // namespace gatewayfields
} // namespace gatehouse
