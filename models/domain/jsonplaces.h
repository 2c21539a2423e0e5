// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace gatehouse {

// Where the members of a JSON text stand, so that what is wrong in a file that somebody edited by
// hand can be named with its line.
class JsonPlaces
{
public:
    // Of a text that QJsonDocument has read.
    explicit JsonPlaces(const QByteArray &text);

    int line(QStringList path) const; // from 1; of what encloses it, where it is not there itself
    // Members that stand twice in their object, of which QJsonDocument tells the last one only.
    const QList<QStringList> &duplicates() const { return m_duplicates; }

    // Of an offset in bytes; both from 1, the column in characters.
    static std::pair<int, int> lineAndColumn(const QByteArray &text, qsizetype offset);

private:
    class Scanner;

    QHash<QStringList, int> m_lines;
    QList<QStringList> m_duplicates;
};

} // namespace gatehouse
