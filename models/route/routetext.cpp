// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/route/routecodec.h"

#include <QJsonDocument>
#include <algorithm>
#include <cstdlib>

// QJsonDocument sorts members by name; here an element reads as one thinks of it.
namespace gatehouse {

namespace {

using Member = std::pair<QString, QJsonValue>;

class TextWriter
{
public:
    QByteArray take() { return std::move(m_text); }

    void value(const QJsonValue &value)
    {
        if (value.isObject()) {
            QList<Member> members;
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                members.append({it.key(), it.value()});
            block('{', '}', members,
                  [this](const Member &item) { member(item.first, item.second); });
        } else if (value.isArray()) {
            const QJsonArray array = value.toArray();
            block('[', ']', array, [this](const QJsonValue &item) { this->value(item); });
        } else {
            scalar(value);
        }
    }

    void element(const RouteElement &element)
    {
        QJsonObject rest = toJson(element);
        QList<Member> members;
        for (const char *name : {"id", "type", "properties", "outputs"})
            if (const QString key = QLatin1String(name); rest.contains(key))
                members.append({key, rest.take(key)});
        for (auto it = rest.begin(); it != rest.end(); ++it)
            members.append({it.key(), it.value()});
        block('{', '}', members, [&](const Member &item) {
            if (item.first == QLatin1String("outputs") && !element.outputs.isEmpty())
                outputs(element, item.second.toObject());
            else
                member(item.first, item.second);
        });
    }

    void elements(const QList<RouteElement> &elements)
    {
        block('[', ']', elements, [this](const RouteElement &item) { element(item); });
        m_text += '\n';
    }

private:
    void outputs(const RouteElement &element, const QJsonObject &json)
    {
        m_text += "\"outputs\": ";
        block('{', '}', element.outputs, [&](const RouteOutput &output) {
            name(output.name);
            const QJsonValue target = json.value(output.name);
            if (!output.unknown.isEmpty() || output.target.isEmpty())
                return value(target);
            m_text += "{\"elementId\": ";
            scalar(output.target);
            m_text += '}';
        });
    }

    void member(const QString &key, const QJsonValue &value)
    {
        name(key);
        this->value(value);
    }

    void name(const QString &key)
    {
        scalar(key);
        m_text += ": ";
    }

    void scalar(const QJsonValue &value)
    {
        if (value.isString() && isPlain(value.toString())) { // nearly all: a document is slow
            m_text += '"' + value.toString().toLatin1() + '"';
            return;
        }
        constexpr qint64 exact = 1LL << 53; // beyond, and of fractions, the document knows best
        if (const qint64 number = value.toInteger(); number != 0 && std::abs(number) < exact) {
            m_text += QByteArray::number(number);
            return;
        }
        m_text += QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).mid(1).chopped(1);
    }

    static bool isPlain(const QString &text)
    {
        return std::all_of(text.begin(), text.end(), [](QChar c) {
            return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\';
        });
    }

    template <class List, class Write>
    void block(char begin, char end, const List &items, const Write &write)
    {
        m_text += begin;
        m_indent += 2;
        bool first = true;
        for (const auto &item : items) {
            if (!std::exchange(first, false))
                m_text += ',';
            m_text += '\n' + QByteArray(m_indent, ' ');
            write(item);
        }
        m_indent -= 2;
        if (!first)
            m_text += '\n' + QByteArray(m_indent, ' ');
        m_text += end;
    }

    QByteArray m_text;
    int m_indent = 0;
};

} // namespace

QByteArray routeText(const RouteGraph &graph)
{
    TextWriter writer;
    writer.elements(graph.elements());
    return writer.take();
}

} // namespace gatehouse
