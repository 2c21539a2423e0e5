// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routecodec.h"

#include "models/domain/jsonplaces.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <algorithm>

namespace gatehouse {

static QString tr(const char *text)
{
    return QCoreApplication::translate("RouteCodec", text);
}

static tl::unexpected<RouteTextError> failure(const QString &message, const QStringList &path = {})
{
    return tl::make_unexpected(RouteTextError{message, path});
}

static tl::unexpected<RouteTextError> below(const QString &step, RouteTextError error)
{
    error.path.prepend(step);
    return tl::make_unexpected(std::move(error));
}

// A null says no more than nothing does, and is no reason to refuse a whole route.
static bool isAbsent(const QJsonValue &json)
{
    return json.isUndefined() || json.isNull();
}

static RouteText<QList<RouteOutput>> outputsFromJson(const QJsonValue &json)
{
    if (!json.isObject())
        return failure(tr("Outputs must be an object of names and where they lead."));
    const QJsonObject object = json.toObject();
    QList<RouteOutput> outputs;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        if (!value.isObject() && !value.isNull())
            return failure(tr("An output must be an object such as {\"elementId\": \"end\"}."),
                           {it.key()});
        RouteOutput output{.name = it.key(), .unknown = value.toObject()};
        const QJsonValue target = output.unknown.take(QLatin1String("elementId"));
        if (!target.isString() && !isAbsent(target))
            return failure(tr("The id of an element must be a text."),
                           {it.key(), QStringLiteral("elementId")});
        output.target = target.toString();
        outputs.append(output);
    }
    return outputs;
}

// Those that the type asks for first, though they are not there; of a percentage the bigger first.
static void arrangeOutputs(RouteElement &element)
{
    const QStringList fixed = routeOutputNames(element.type);
    for (const QString &name : fixed)
        if (!element.output(name))
            element.outputs.append({.name = name});
    const auto rank = [&](const RouteOutput &output) {
        const qsizetype index = fixed.indexOf(output.name);
        return index < 0 ? double(fixed.size()) - routePercentage(output.name).value_or(-1) / 1000
                         : double(index);
    };
    std::stable_sort(element.outputs.begin(), element.outputs.end(),
                     [&](const RouteOutput &a, const RouteOutput &b) { return rank(a) < rank(b); });
}

RouteText<RouteElement> routeElementFromJson(const QJsonValue &json)
{
    static const QString idKey = QStringLiteral("id");
    static const QString typeKey = QStringLiteral("type");
    static const QString outputsKey = QStringLiteral("outputs");
    static const QString propertiesKey = QStringLiteral("properties");
    if (!json.isObject())
        return failure(tr("An element must be an object."));
    RouteElement element;
    element.unknown = json.toObject();
    element.id = element.unknown.value(idKey).toString();
    if (element.id.isEmpty())
        return failure(tr("An element needs a text as its id."), {idKey});
    if (!element.unknown.value(typeKey).isString())
        return failure(tr("An element needs a text as its type."), {typeKey});
    element.type = OpenEnum<RouteElementType>::fromText(element.unknown.value(typeKey).toString());
    element.unknown.remove(idKey);
    element.unknown.remove(typeKey);

    // What an element of an unknown type has in place of outputs or properties is kept as it is.
    const bool known = element.type.known().has_value();
    const QJsonValue outputs = element.unknown.value(outputsKey);
    element.writesOutputs = known;
    if (known && outputs.isNull()) {
        element.unknown.remove(outputsKey);
    } else if (!outputs.isUndefined()) {
        auto read = outputsFromJson(outputs);
        if (!read && known)
            return below(outputsKey, read.error());
        if (read) {
            element.outputs = *read;
            element.unknown.remove(outputsKey);
            element.writesOutputs = true;
        }
    }
    arrangeOutputs(element);

    const QJsonValue properties = element.unknown.value(propertiesKey);
    element.writesProperties = needsProperties(element.type);
    if (properties.isObject()) {
        element.properties = properties.toObject();
        element.unknown.remove(propertiesKey);
        element.writesProperties = true;
    } else if (properties.isNull() && element.writesProperties) {
        element.unknown.remove(propertiesKey);
    } else if (!properties.isUndefined() && element.writesProperties) {
        return failure(tr("Properties must be an object."), {propertiesKey});
    }
    return element;
}

static QJsonObject toJson(const RouteOutput &output)
{
    QJsonObject object = output.unknown;
    if (!output.target.isEmpty())
        object.insert(QStringLiteral("elementId"), output.target);
    return object;
}

QJsonObject toJson(const RouteElement &element)
{
    QJsonObject object = element.unknown;
    object.insert(QStringLiteral("id"), element.id);
    object.insert(QStringLiteral("type"), element.type.text());
    if (element.writesProperties || !element.properties.isEmpty())
        object.insert(QStringLiteral("properties"), element.properties);
    if (element.writesOutputs || !element.outputs.isEmpty()) {
        QJsonObject outputs;
        for (const RouteOutput &output : element.outputs)
            outputs.insert(output.name, toJson(output));
        object.insert(QStringLiteral("outputs"), outputs);
    }
    return object;
}

static RouteText<RouteGraph> graphFromArray(const QJsonArray &array)
{
    RouteGraph graph;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString step = QString::number(i);
        auto element = routeElementFromJson(array.at(i));
        if (!element)
            return below(step, element.error());
        if (graph.contains(element->id))
            return failure(tr("There are two elements with the id “%1”.").arg(element->id),
                           {step, QStringLiteral("id")});
        graph.append(*element);
    }
    return graph;
}

RouteText<RouteGraph> routeGraphFromJson(const QJsonValue &json)
{
    static const QString elementsKey = QStringLiteral("elements");
    if (json.isString())
        return routeGraphFromText(json.toString().toUtf8());
    if (json.isObject() && json.toObject().value(elementsKey).isArray()) {
        auto graph = graphFromArray(json.toObject().value(elementsKey).toArray());
        return graph ? graph : below(elementsKey, graph.error());
    }
    if (!json.isArray())
        return failure(tr("A route must be a list of elements."));
    return graphFromArray(json.toArray());
}

static RouteText<QJsonValue> parsed(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto [line, column] = JsonPlaces::lineAndColumn(text, error.offset);
        return tl::make_unexpected(
            RouteTextError{tr("This is not JSON: %1.").arg(error.errorString()), {}, line, column});
    }
    // The later one would win unseen.
    const JsonPlaces places(text);
    if (!places.duplicates().isEmpty()) {
        const QStringList &path = places.duplicates().first();
        return tl::make_unexpected(
            RouteTextError{tr("“%1” is there twice.").arg(path.last()), path, places.line(path)});
    }
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

static RouteTextError placed(RouteTextError error, const QByteArray &text)
{
    if (error.line == 0)
        error.line = JsonPlaces(text).line(error.path);
    return error;
}

RouteText<RouteGraph> routeGraphFromText(const QByteArray &text)
{
    return parsed(text).and_then(routeGraphFromJson).map_error([&](const RouteTextError &error) {
        return placed(error, text);
    });
}

QJsonArray toJson(const RouteGraph &graph)
{
    QJsonArray array;
    for (const RouteElement &element : graph.elements())
        array.append(toJson(element));
    return array;
}

RouteTextPlaces::RouteTextPlaces(const QByteArray &text, const RouteGraph &graph)
    : m_places(text)
    , m_graph(graph)
    , m_root(text.trimmed().startsWith('{') ? QStringList{QStringLiteral("elements")}
                                            : QStringList())
{
}

int RouteTextPlaces::line(const QString &element, const QString &output,
                          const QString &property) const
{
    QStringList path = m_root;
    if (const qsizetype index = m_graph.indexOf(element); index >= 0)
        path.append(QString::number(index));
    if (!output.isEmpty())
        path += {QStringLiteral("outputs"), output};
    else if (!property.isEmpty())
        path += {QStringLiteral("properties"), property};
    return m_places.line(path);
}

QByteArray toText(const RouteClip &clip)
{
    QJsonArray elements;
    for (const RouteElement &element : clip.elements)
        elements.append(toJson(element));
    return QJsonDocument(
               QJsonObject{{QStringLiteral("elements"), elements},
                           {QStringLiteral("positions"), positionsToJson(clip.positions)}})
        .toJson();
}

RouteText<RouteClip> routeClipFromText(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const bool isOne =
        object.contains(QLatin1String("type")) && !object.contains(QLatin1String("elements"));
    return routeGraphFromText(isOne ? '[' + text + ']' : text).map([&](const RouteGraph &graph) {
        const QJsonValue positions = object.value(QLatin1String("positions"));
        return RouteClip{graph.elements(), positionsFromJson(positions.toObject())};
    });
}

QJsonObject positionsToJson(const QHash<QString, QPointF> &positions)
{
    QJsonObject object;
    for (auto it = positions.begin(); it != positions.end(); ++it)
        object.insert(it.key(), QJsonArray{it->x(), it->y()});
    return object;
}

QHash<QString, QPointF> positionsFromJson(const QJsonObject &json)
{
    QHash<QString, QPointF> positions;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonArray pair = it->toArray();
        if (pair.size() == 2 && pair.at(0).isDouble() && pair.at(1).isDouble())
            positions.insert(it.key(), {pair.at(0).toDouble(), pair.at(1).toDouble()});
    }
    return positions;
}

} // namespace gatehouse
