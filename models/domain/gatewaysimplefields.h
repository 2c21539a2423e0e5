// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

namespace gatehouse {

// A field of a gateway that holds one value, which can be given to several gateways at once.
struct GatewaySimpleField
{
    enum class Kind { Number, Choice, Switch, Text, PublicKey };

    QString key; // its JSON name
    Kind kind = Kind::Number;
    bool nullable = false;
    // Of a number its least and most, of a text its length; 0: no most.
    qint64 minimum = 0;
    qint64 maximum = 0;
    qint64 start = 0; // what a number is given when nothing is known better

    QString limits() const; // of a number, in words
    // What the service would refuse the value for; empty: nothing.
    QString problem(const QJsonValue &value) const;
    // For a person who has typed it, as a sentence: that, and what the service does not look at.
    QString mistake(const QJsonValue &value) const;
};

const QList<GatewaySimpleField> &gatewaySimpleFields(); // in the order of the form
const GatewaySimpleField *gatewaySimpleField(const QString &key); // nullptr: it is none

// The group of settings that a field belongs to, simple or not; in the order of all sections.
QString gatewaySection(const QString &key);
QStringList gatewaySections();

} // namespace gatehouse
