// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/linediff.h"

#include <QHash>

namespace gatehouse {

namespace {

using Ids = std::vector<int>;

// Equal lines have equal numbers.
Ids idsOf(const BodyDocument &document, QHash<QByteArrayView, int> &known)
{
    Ids ids;
    ids.reserve(document.lines.size());
    for (qsizetype line = 0; line < document.lineCount(); ++line) {
        const QByteArrayView text = document.line(line);
        const auto it = known.constFind(text);
        ids.push_back(it == known.constEnd() ? *known.insert(text, int(known.size())) : *it);
    }
    return ids;
}

// Of what is between the common beginning and the common end.
class Myers
{
public:
    Myers(const Ids &left, const Ids &right, int first, int leftEnd, int rightEnd)
        : m_left(left)
        , m_right(right)
        , m_first(first)
        , m_n(leftEnd - first)
        , m_m(rightEnd - first)
    {
    }

    // In reverse order; false: more than maxEdits.
    bool run(int maxEdits, std::vector<DiffLine> &reversed)
    {
        const int limit = std::min(maxEdits, m_n + m_m);
        std::vector<int> reach(2 * size_t(limit) + 3, 0);
        const int middle = limit + 1;
        for (int d = 0; d <= limit; ++d) {
            for (int k = -d; k <= d; k += 2) {
                const bool down =
                    k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
                int x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                while (x < m_n && x - k < m_m && isSame(x, x - k))
                    ++x;
                reach[middle + k] = x;
                if (x >= m_n && x - k >= m_m) {
                    trace(d, reversed);
                    return true;
                }
            }
            m_steps.emplace_back(reach.begin() + middle - d, reach.begin() + middle + d + 1);
        }
        return false;
    }

private:
    bool isSame(int x, int y) const
    {
        return m_left[size_t(m_first) + size_t(x)] == m_right[size_t(m_first) + size_t(y)];
    }
    void trace(int d, std::vector<DiffLine> &reversed)
    {
        int x = m_n;
        int y = m_m;
        const auto goBack = [&](int toX, int toY) {
            while (x > toX && y > toY)
                reversed.push_back({m_first + --x, m_first + --y});
        };
        for (; d > 0; --d) {
            const std::vector<int> &reach = m_steps[size_t(d) - 1];
            const auto at = [&](int k) { return std::abs(k) < d ? reach[size_t(k + d - 1)] : -1; };
            const int k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const int fromX = at(down ? k + 1 : k - 1);
            const int fromY = fromX - (down ? k + 1 : k - 1);
            goBack(down ? fromX : fromX + 1, down ? fromY + 1 : fromY);
            if (down)
                reversed.push_back({-1, m_first + --y});
            else
                reversed.push_back({m_first + --x, -1});
        }
        goBack(0, 0);
    }

    const Ids &m_left;
    const Ids &m_right;
    int m_first;
    int m_n;
    int m_m;
    std::vector<std::vector<int>> m_steps; // how far each diagonal reached, after d edits
};

// What differs within two lines that stand for each other.
std::pair<BodyDocument::Span, BodyDocument::Span> differing(QByteArrayView left,
                                                            QByteArrayView right)
{
    const auto isInside = [](QByteArrayView text, qsizetype at) {
        return at < text.size() && (uchar(text[at]) & 0xC0) == 0x80;
    };
    qsizetype first = 0;
    const qsizetype shorter = std::min(left.size(), right.size());
    while (first < shorter && left[first] == right[first])
        ++first;
    while (first > 0 && (isInside(left, first) || isInside(right, first)))
        --first;
    qsizetype last = 0;
    while (last < shorter - first && left[left.size() - 1 - last] == right[right.size() - 1 - last])
        ++last;
    while (last > 0 && isInside(left, left.size() - last))
        --last;
    return {{quint32(first), quint32(left.size() - last)},
            {quint32(first), quint32(right.size() - last)}};
}

// Writes one side, or both into one.
class Writer
{
public:
    explicit Writer(BodyDocument &to) : m_to(to) { }

    void add(QByteArrayView line, LineStyle style, const BodyDocument::Span *mark = nullptr)
    {
        if (!m_to.lines.empty())
            m_to.text += '\n';
        const auto begin = quint32(m_to.text.size());
        m_to.lines.push_back(begin);
        m_to.styles.push_back(style);
        m_to.text += line;
        if (mark && mark->begin < mark->end)
            m_to.marks.push_back({begin + mark->begin, begin + mark->end});
    }

private:
    BodyDocument &m_to;
};

} // namespace

LineDiff diffLines(const BodyDocument &left, const BodyDocument &right, int maxEdits)
{
    QHash<QByteArrayView, int> known;
    const Ids l = idsOf(left, known);
    const Ids r = idsOf(right, known);
    int first = 0;
    while (first < int(std::min(l.size(), r.size())) && l[size_t(first)] == r[size_t(first)])
        ++first;
    int leftEnd = int(l.size());
    int rightEnd = int(r.size());
    while (leftEnd > first && rightEnd > first
           && l[size_t(leftEnd) - 1] == r[size_t(rightEnd) - 1]) {
        --leftEnd;
        --rightEnd;
    }
    LineDiff diff;
    for (int i = 0; i < first; ++i)
        diff.lines.push_back({i, i});
    std::vector<DiffLine> reversed;
    if (Myers(l, r, first, leftEnd, rightEnd).run(maxEdits, reversed)) {
        diff.lines.insert(diff.lines.end(), reversed.rbegin(), reversed.rend());
    } else {
        diff.isCoarse = true;
        for (int i = first; i < leftEnd; ++i)
            diff.lines.push_back({i, -1});
        for (int i = first; i < rightEnd; ++i)
            diff.lines.push_back({-1, i});
    }
    for (int i = 0; leftEnd + i < int(l.size()); ++i)
        diff.lines.push_back({leftEnd + i, rightEnd + i});
    return diff;
}

ComparedBodies compareBodies(const BodyDocument &left, const BodyDocument &right)
{
    const LineDiff diff = diffLines(left, right);
    ComparedBodies compared;
    compared.isCoarse = diff.isCoarse;
    Writer toLeft(compared.left);
    Writer toRight(compared.right);
    Writer toUnified(compared.unified);
    for (size_t at = 0; at < diff.lines.size();) {
        if (diff.lines[at].isSame()) {
            const QByteArrayView line = left.line(diff.lines[at].left);
            for (Writer *writer : {&toLeft, &toRight, &toUnified})
                writer->add(line, LineStyle::Code);
            ++at;
            continue;
        }
        compared.changes.push_back(quint32(compared.left.lines.size()));
        compared.unifiedChanges.push_back(quint32(compared.unified.lines.size()));
        std::vector<qsizetype> removed;
        std::vector<qsizetype> added;
        for (; at < diff.lines.size() && !diff.lines[at].isSame(); ++at)
            (diff.lines[at].left >= 0 ? removed : added)
                .push_back(diff.lines[at].left >= 0 ? diff.lines[at].left : diff.lines[at].right);
        std::vector<BodyDocument::Span> addedMarks(added.size());
        for (size_t i = 0; i < std::max(removed.size(), added.size()); ++i) {
            const bool both = i < removed.size() && i < added.size();
            std::pair<BodyDocument::Span, BodyDocument::Span> marks;
            if (both)
                marks = differing(left.line(removed[i]), right.line(added[i]));
            if (i < removed.size()) {
                toLeft.add(left.line(removed[i]), LineStyle::Removed, &marks.first);
                toUnified.add(left.line(removed[i]), LineStyle::Removed, &marks.first);
            } else {
                toLeft.add({}, LineStyle::Filler);
            }
            if (i < added.size())
                toRight.add(right.line(added[i]), LineStyle::Added, &marks.second);
            else
                toRight.add({}, LineStyle::Filler);
            if (both)
                addedMarks[i] = marks.second;
        }
        for (size_t i = 0; i < added.size(); ++i)
            toUnified.add(right.line(added[i]), LineStyle::Added, &addedMarks[i]);
    }
    return compared;
}

} // namespace gatehouse
