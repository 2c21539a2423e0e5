// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/elementtext.h"

#include "models/domain/format.h"
#include "models/route/percentageshares.h"
#include "models/route/routecondition.h"
#include "views/routes/elementtype.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("gatehouse::elementtext", text);
}

static QString plain(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    return value.isUndefined() ? QStringLiteral("?") : QStringLiteral("…");
}

static QString windowText(const QJsonValue &value)
{
    constexpr int minute = 60;
    constexpr int hour = 60 * minute;
    constexpr int day = 24 * hour;
    const double seconds = value.toDouble();
    const auto whole = [seconds](int unit) { return seconds > 0 && qint64(seconds) % unit == 0; };
    if (!value.isDouble() || seconds != double(qint64(seconds)))
        return plain(value) + tr(" s");
    if (whole(day))
        return tr("%1 d").arg(qint64(seconds) / day);
    if (whole(hour))
        return tr("%1 h").arg(qint64(seconds) / hour);
    if (whole(minute))
        return tr("%1 min").arg(qint64(seconds) / minute);
    return tr("%1 s").arg(qint64(seconds));
}

QString elementSummary(const RouteElement &element)
{
    const auto property = [&element](const char *name) {
        return element.property(QString::fromLatin1(name));
    };
    const auto type = element.type.known();
    if (type == RouteElementType::Conditional) {
        const QJsonObject conditions = property("conditions").toObject();
        return conditions.isEmpty() ? tr("no condition yet")
                                    : RouteCondition::fromJson(conditions).text();
    }
    if (type == RouteElementType::Rate) {
        const QString amount =
            property("limitType") == QStringLiteral("cost") ? tr("$%1 in %2") : tr("%1 in %2");
        return amount.arg(plain(property("limit")), windowText(property("window")))
            + tr(" per %1").arg(plain(property("key")));
    }
    if (type == RouteElementType::Model) {
        const QString provider = property("provider").toString();
        const QString model = property("model").toString();
        return provider.isEmpty() && model.isEmpty() ? tr("no model yet")
                                                     : provider + QStringLiteral(" / ") + model;
    }
    if (!type)
        return element.type.text();
    return {};
}

ElementItem::Content elementContent(const RouteElement &element)
{
    ElementItem::Content content{.id = element.id,
                                 .type = element.type.text(),
                                 .summary = elementSummary(element),
                                 .outputs = {},
                                 .hasInput = element.type.known() != RouteElementType::Start};
    for (const RouteOutput &output : element.outputs)
        content.outputs.append(output.name);
    return content;
}

QString elementDescription(const RouteElement &element)
{
    QString text = elementTitle(element.type.text()) + u' ' + element.id;
    if (const QString summary = elementSummary(element); !summary.isEmpty())
        text += QStringLiteral(": ") + summary;
    QStringList ways;
    for (const RouteOutput &output : element.outputs)
        ways.append(output.target.isEmpty()
                        ? tr("%1 leads nowhere").arg(shareTitle(output.name))
                        : tr("%1 leads to %2").arg(shareTitle(output.name), output.target));
    return ways.isEmpty() ? text : text + QStringLiteral("; ") + ways.join(QStringLiteral(", "));
}

} // namespace gatehouse
