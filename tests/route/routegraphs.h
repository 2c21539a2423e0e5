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

// A valid graph of `size` elements (40 at least) and 1.5 times as many edges: a tree that widens to
// 16, and then layers of 16, each element leading to the one below it, every other one also to one
// of its neighbours.
inline RouteGraph bigRoute(int size, quint32 seed = 1)
{
    using Type = RouteElementType;
    constexpr int width = 16;
    QRandomGenerator random(seed);
    const auto id = [size](int i) {
        if (i == 0)
            return QStringLiteral("start");
        return i >= size - 1 ? QStringLiteral("end") : QStringLiteral("element-%1").arg(i);
    };
    const auto typeOf = [size](int i) {
        if (i == 0)
            return Type::Start;
        if (i == size - 1)
            return Type::End;
        if (i >= width && i % 2 == 1)
            return Type::Percentage;
        return QList<Type>{Type::Conditional, Type::Model, Type::Rate}.at(i / 2 % 3);
    };
    RouteGraph graph;
    for (int i = 0; i < size; ++i) {
        RouteElement element = newRouteElement(typeOf(i), id(i));
        if (typeOf(i) == Type::Percentage)
            element.outputs = {{.name = QStringLiteral("100%")}};
        const int below = i == 0 ? 1 : i < width ? 2 * i : i + width;
        for (qsizetype o = 0; o < element.outputs.size(); ++o)
            element.outputs[o].target = id(o == 0          ? below
                                               : i < width ? below + 1
                                                           : below - 3 + int(random.bounded(7)));
        graph.append(element);
    }
    return graph;
}

} // namespace gatehouse::test
