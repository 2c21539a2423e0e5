// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/textsearch.h"

#include <array>

namespace gatehouse {

using Spans = std::vector<BodyDocument::Span>;

static constexpr qsizetype chunk = 262'144; // bytes between two looks at stop()

namespace {

uchar lower(char c)
{
    return c >= 'A' && c <= 'Z' ? uchar(c + 32) : uchar(c);
}

// Horspool's way: from the end of the text that is wanted.
class AsciiSearch
{
public:
    explicit AsciiSearch(const QByteArray &wanted) : m_wanted(wanted.toLower())
    {
        m_skip.fill(m_wanted.size());
        for (qsizetype i = 0; i + 1 < m_wanted.size(); ++i)
            m_skip[lower(m_wanted[i])] = m_wanted.size() - 1 - i;
    }
    // Up to where a place may begin; -1: none. from is moved on to where it looked last.
    qsizetype find(const QByteArray &text, qsizetype &from, qsizetype until) const
    {
        const qsizetype size = m_wanted.size();
        const qsizetype last = qMin(until, text.size() - size + 1);
        while (from < last) {
            qsizetype i = size - 1;
            const uchar end = lower(text[from + i]);
            while (i >= 0 && lower(text[from + i]) == uchar(m_wanted[i]))
                --i;
            if (i < 0)
                return from;
            from += m_skip[end];
        }
        return -1;
    }
    qsizetype size() const { return m_wanted.size(); }

private:
    QByteArray m_wanted;
    std::array<qsizetype, 256> m_skip{};
};

Spans findAscii(const QByteArray &text, const QByteArray &wanted, int limit,
                const std::function<bool()> &stop)
{
    Spans found;
    const AsciiSearch search(wanted);
    qsizetype from = 0;
    for (qsizetype until = chunk; until - chunk < text.size() && int(found.size()) < limit;
         until += chunk) {
        if (stop && stop())
            break;
        for (qsizetype at = search.find(text, from, until); at >= 0 && int(found.size()) < limit;
             at = search.find(text, from, until)) {
            from = at + search.size();
            found.push_back({quint32(at), quint32(from)});
        }
    }
    return found;
}

// What has letters outside ASCII, line by line: no place spans two lines.
Spans findUnicode(const QByteArray &text, const QString &wanted, int limit,
                  const std::function<bool()> &stop)
{
    Spans found;
    qsizetype looked = 0;
    for (qsizetype begin = 0; begin < text.size() && int(found.size()) < limit;) {
        qsizetype end = text.indexOf('\n', begin);
        end = end < 0 ? text.size() : end;
        if (begin - looked > chunk) {
            if (stop && stop())
                break;
            looked = begin;
        }
        const QString line = QString::fromUtf8(text.constData() + begin, end - begin);
        qsizetype before = 0; // UTF-16 units that are counted in bytes already
        qsizetype bytes = begin;
        for (qsizetype at = line.indexOf(wanted, 0, Qt::CaseInsensitive);
             at >= 0 && int(found.size()) < limit;
             at = line.indexOf(wanted, at + wanted.size(), Qt::CaseInsensitive)) {
            bytes += QStringView(line).sliced(before, at - before).toUtf8().size();
            const qsizetype size = QStringView(line).sliced(at, wanted.size()).toUtf8().size();
            found.push_back({quint32(bytes), quint32(bytes + size)});
            bytes += size;
            before = at + wanted.size();
        }
        begin = end + 1;
    }
    return found;
}

} // namespace

Spans findAll(const QByteArray &text, const QString &wanted, int limit,
              const std::function<bool()> &stop)
{
    if (wanted.isEmpty())
        return {};
    const QByteArray bytes = wanted.toUtf8();
    return bytes.size() == wanted.size() ? findAscii(text, bytes, limit, stop)
                                         : findUnicode(text, wanted, limit, stop);
}

} // namespace gatehouse
