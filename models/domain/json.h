// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"
#include "models/domain/field.h"
#include "models/domain/id.h"
#include "models/domain/openenum.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

// One description of a wire type serves both directions:
//
//     struct Thing {
//         QString name;                 // required
//         Field<qint64> cacheTtl;       // absent, null or a number
//         QJsonObject unknown;          // members this program does not know; sent back as they
//         came template <class Self, class Visitor> static void visit(Self &self, Visitor &visitor)
//         {
//             visitor("name", self.name);
//             visitor("cache_ttl", self.cacheTtl);
//         }
//     };
//
// fromJson<Thing>(value) gives the thing, or a protocol error with the path of the first member
// that is missing or of a wrong type.
namespace gatehouse {

class JsonReader;
class JsonWriter;

template <class T>
concept Described = requires(T &value, JsonReader &reader)
{
    T::visit(value, reader);
};

// Where in the document the reader stands, and the first thing that was wrong.
struct JsonContext
{
    QStringList path;
    std::optional<ApiError> error;

    void fail(const char *expected, const QJsonValue &found);
};

void readJson(const QJsonValue &json, bool &value,
              JsonContext &context); // 0 and 1 pass for booleans
void readJson(const QJsonValue &json, qint64 &value, JsonContext &context);
void readJson(const QJsonValue &json, double &value, JsonContext &context);
void readJson(const QJsonValue &json, QString &value, JsonContext &context);
// ISO 8601 text, or Unix time: above 10^11 in milliseconds, else in seconds.
void readJson(const QJsonValue &json, QDateTime &value, JsonContext &context);
void readJson(const QJsonValue &json, QJsonObject &value, JsonContext &context);
void readJson(const QJsonValue &json, QJsonArray &value, JsonContext &context);

template <class Tag> void readJson(const QJsonValue &json, Id<Tag> &id, JsonContext &context)
{
    readJson(json, id.value, context);
}

template <class E> void readJson(const QJsonValue &json, OpenEnum<E> &value, JsonContext &context)
{
    QString text;
    readJson(json, text, context);
    value = OpenEnum<E>::fromText(text);
}

template <class T> void readJson(const QJsonValue &json, Field<T> &field, JsonContext &context)
{
    if (json.isUndefined()) {
        field = {};
    } else if (json.isNull()) {
        field = Field<T>::null();
    } else {
        T value{};
        readJson(json, value, context);
        field = std::move(value);
    }
}

template <class T> void readJson(const QJsonValue &json, QList<T> &list, JsonContext &context)
{
    QJsonArray array;
    readJson(json, array, context);
    list.clear();
    list.reserve(array.size());
    for (qsizetype i = 0; i < array.size() && !context.error; ++i) {
        context.path.append(QString::number(i));
        T value{};
        readJson(array.at(i), value, context);
        list.append(std::move(value));
        context.path.removeLast();
    }
}

class JsonReader
{
public:
    JsonReader(QJsonObject object, JsonContext &context)
        : m_object(std::move(object))
        , m_context(context)
    {
    }

    template <class T> void operator()(const char *key, T &value)
    {
        if (m_context.error)
            return;
        m_context.path.append(QString::fromLatin1(key));
        readJson(m_object.take(QLatin1String(key)), value, m_context);
        if (!m_context.error)
            m_context.path.removeLast();
    }

    const QJsonObject &rest() const { return m_object; }

private:
    QJsonObject m_object;
    JsonContext &m_context;
};

template <Described T> void readJson(const QJsonValue &json, T &value, JsonContext &context)
{
    if (!json.isObject())
        return context.fail("an object", json);
    JsonReader reader(json.toObject(), context);
    T::visit(value, reader);
    if constexpr (requires { value.unknown; })
        value.unknown = reader.rest();
}

template <class T> Result<T> fromJson(const QJsonValue &json, const QStringList &at = {})
{
    JsonContext context{at, {}};
    T value{};
    readJson(json, value, context);
    if (context.error)
        return tl::make_unexpected(*context.error);
    return value;
}

QJsonValue toJson(bool value);
QJsonValue toJson(qint64 value);
QJsonValue toJson(double value);
QJsonValue toJson(const QString &value);
QJsonValue toJson(const QDateTime &value);
QJsonValue toJson(const QJsonObject &value);
QJsonValue toJson(const QJsonArray &value);
template <class Tag> QJsonValue toJson(const Id<Tag> &id)
{
    return id.value;
}
template <class E> QJsonValue toJson(const OpenEnum<E> &value)
{
    return value.text();
}
template <class T> QJsonValue toJson(const Field<T> &field);
template <class T> QJsonValue toJson(const QList<T> &list);
template <Described T> QJsonValue toJson(const T &value);

class JsonWriter
{
public:
    explicit JsonWriter(QJsonObject unknown) : m_object(std::move(unknown)) { }
    template <class T> void operator()(const char *key, const T &value)
    {
        if (const QJsonValue json = toJson(value); !json.isUndefined())
            m_object.insert(QLatin1String(key), json);
    }
    const QJsonObject &object() const { return m_object; }

private:
    QJsonObject m_object;
};

template <class T> QJsonValue toJson(const Field<T> &field)
{
    if (field.isAbsent())
        return QJsonValue::Undefined;
    return field.isNull() ? QJsonValue(QJsonValue::Null) : toJson(*field);
}

template <class T> QJsonValue toJson(const QList<T> &list)
{
    QJsonArray array;
    for (const T &value : list)
        array.append(toJson(value));
    return array;
}

template <Described T> QJsonValue toJson(const T &value)
{
    QJsonObject unknown;
    if constexpr (requires { value.unknown; })
        unknown = value.unknown;
    JsonWriter writer(std::move(unknown));
    T::visit(value, writer);
    return writer.object();
}

} // namespace gatehouse
