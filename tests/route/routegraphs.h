// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/route/routecodec.h"

#include <QJsonDocument>
#include <QRandomGenerator>

namespace gatehouse::test {

// A graph in few words, one element a line: "id type output=target output=target {properties}".
inline RouteGraph routeOf(const QString &text)
{
    RouteGraph graph;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        QString head = line.section(u'{', 0, 0).trimmed();
        QString properties = line.mid(line.indexOf(u'{'));
        const QStringList words = head.split(u' ', Qt::SkipEmptyParts);
        if (words.size() < 2)
            continue;
        QJsonObject outputs;
        for (const QString &word : words.mid(2))
            outputs.insert(word.section(u'=', 0, 0),
                           QJsonObject{{QStringLiteral("elementId"), word.section(u'=', 1)}});
        QJsonObject element{{QStringLiteral("id"), words.at(0)},
                            {QStringLiteral("type"), words.at(1)},
                            {QStringLiteral("outputs"), outputs}};
        if (line.contains(u'{'))
            element.insert(QStringLiteral("properties"),
                           QJsonDocument::fromJson(properties.toUtf8()).object());
        const auto type = OpenEnum<RouteElementType>::fromText(words.at(1));
        if (!line.contains(u'{') && needsProperties(type))
            element.insert(QStringLiteral("properties"), newRouteElement(type, {}).properties);
        const auto read = routeElementFromJson(element);
        if (!read)
            qFatal("%s: %s", qPrintable(line), qPrintable(read.error().message));
        graph.append(*read);
    }
    return graph;
}

// A valid graph of layers: `size` elements, every one reachable, about 1.5 edges each.
inline RouteGraph bigRoute(int size, quint32 seed = 1)
{
    QRandomGenerator random(seed);
    const auto id = [size](int i) {
        return i == 0       ? QStringLiteral("start")
            : i == size - 1 ? QStringLiteral("end")
                            : QStringLiteral("element-%1").arg(i);
    };
    // Each leads to the next one, and every other one also a little further.
    RouteGraph graph;
    for (int i = 0; i < size; ++i) {
        const auto further = [&] { return id(qMin(size - 1, i + 1 + int(random.bounded(12)))); };
        using Type = RouteElementType;
        RouteElement element = newRouteElement(
            i == 0              ? Type::Start
                : i == size - 1 ? Type::End
                : i % 2 == 1
                ? Type::Percentage
                : QList<Type>{Type::Conditional, Type::Model, Type::Rate}.at(i / 2 % 3),
            id(i));
        if (element.type == OpenEnum(Type::Percentage)) // one way on, so that edges stay few
            element.outputs = {{.name = QStringLiteral("100%")}};
        for (qsizetype o = 0; o < element.outputs.size(); ++o)
            element.outputs[o].target = o == 0 ? id(i + 1) : further();
        graph.append(element);
    }
    return graph;
}

} // namespace gatehouse::test
