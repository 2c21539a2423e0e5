// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/leafchanges.h"

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
// The same in full, as JSON where it has to be; nothing secret is in it.
QString details(const QJsonValue &value);

// Below a gateway's member.
QStringList guardrailCategories(); // S1 …, by their keys
QString innerLabel(const QString &key); // “Violent crimes”, or the key
QString pathLabel(const QString &key, const LeafPath &path); // “Guardrails › Prompt › Hate”
QString leafText(const QString &key, const LeafPath &path, const QJsonValue &value,
                 const TimeDisplay &time);
// Of a value that reads like the one before and differs: a credential.
QString another(const QString &text);

} // namespace gatewayfields
} // namespace gatehouse
