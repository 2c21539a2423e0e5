// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/jsonplaces.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace gatehouse {

// Walks through a text that is known to be JSON, and stops at once where it is not.
class JsonPlaces::Scanner
{
public:
    Scanner(const QByteArray &text, JsonPlaces &places) : m_text(text), m_places(places) { }

    void value()
    {
        skipSpace();
        if (peek() == '{')
            members([this](int) { return QString::fromUtf8(string()); });
        else if (peek() == '[')
            members([](int index) { return QString::number(index); });
        else if (peek() == '"')
            string();
        else
            while (m_at < m_text.size() && !QByteArrayView(",]} \t\r\n").contains(peek()))
                ++m_at;
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }
    void skipSpace()
    {
        for (; QByteArrayView(" \t\r\n").contains(peek()) && peek(); ++m_at)
            m_line += peek() == '\n';
    }

    // Decoded, as the keys of a QJsonObject are.
    QByteArray string()
    {
        const qsizetype start = m_at++;
        while (m_at < m_text.size() && peek() != '"')
            m_at += peek() == '\\' ? 2 : 1;
        ++m_at;
        const QByteArray quoted = m_text.mid(start, m_at - start);
        return QJsonDocument::fromJson('[' + quoted + ']').array().at(0).toString().toUtf8();
    }

    template <class Name> void members(Name name)
    {
        const bool named = peek() == '{';
        const char end = named ? '}' : ']';
        ++m_at;
        for (int index = 0;; ++index) {
            skipSpace();
            if (peek() == end || !peek())
                break;
            const int line = m_line;
            const qsizetype before = m_at;
            m_path.append(name(index));
            if (named) {
                skipSpace();
                ++m_at; // the colon
            }
            if (m_places.m_lines.contains(m_path))
                m_places.m_duplicates.append(m_path);
            m_places.m_lines.insert(m_path, line);
            value();
            m_path.removeLast();
            skipSpace();
            if (peek() == ',')
                ++m_at;
            if (m_at == before)
                break;
        }
        ++m_at;
    }

    const QByteArray &m_text;
    JsonPlaces &m_places;
    qsizetype m_at = 0;
    int m_line = 1;
    QStringList m_path;
};

JsonPlaces::JsonPlaces(const QByteArray &text)
{
    m_lines.insert({}, 1);
    Scanner(text, *this).value();
}

int JsonPlaces::line(QStringList path) const
{
    while (!m_lines.contains(path) && !path.isEmpty())
        path.removeLast();
    return m_lines.value(path, 1);
}

std::pair<int, int> JsonPlaces::lineAndColumn(const QByteArray &text, qsizetype offset)
{
    const QByteArray before = text.left(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype start = before.lastIndexOf('\n') + 1;
    return {int(before.count('\n')) + 1, int(QString::fromUtf8(before.mid(start)).size()) + 1};
}

} // namespace gatehouse
