// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>
#include <vector>

namespace gatehouse {

// What a line of a document is, and so how it is set.
enum class LineStyle : quint8 {
    Plain,
    Code, // JSON and other text of fixed width
    Heading,
    Reasoning,
    Note, // the program's own words
    Link,
    Failure,
    Added,
    Removed,
    Filler, // stands for lines that only the other side of a comparison has
};

constexpr bool isFixed(LineStyle style) // in characters of one width
{
    return style == LineStyle::Code || style >= LineStyle::Added;
}

// A body as it is shown, line by line, in UTF-8: an editor would choke on megabytes. Offsets are
// bytes of the text.
struct BodyDocument
{
    struct Fold // lines that can be hidden; the first one stays
    {
        quint32 first = 0;
        quint32 last = 0;
        bool operator==(const Fold &) const = default;
    };
    struct Span
    {
        quint32 begin = 0;
        quint32 end = 0;
        bool operator==(const Span &) const = default;
    };

    QByteArray text; // every line but the last ends with \n
    std::vector<quint32> lines; // where each begins; at least one
    std::vector<Fold> folds; // by their first line; one lies within another or beside it
    std::vector<LineStyle> styles; // of each line; empty: all are code
    std::vector<quint32> folded; // first lines of the folds that are closed to begin with
    std::vector<Span> marks; // what differs within a line; by their begin
    QList<std::pair<quint32, QUrl>> links; // by line

    qsizetype lineCount() const { return qsizetype(lines.size()); }
    LineStyle style(qsizetype line) const
    {
        return styles.empty() ? LineStyle::Code : styles[size_t(line)];
    }
    QByteArrayView line(qsizetype line) const; // without its \n
    quint32 lineEnd(qsizetype line) const; // the offset behind it, before its \n
    qsizetype lineAt(quint32 offset) const;
    const Fold *foldAt(qsizetype line) const; // that begins there; nullptr: none
    const Fold *foldAround(qsizetype line) const; // the innermost; nullptr: none
};

// Puts a document together. What has line ends becomes as many lines.
class DocumentBuilder
{
public:
    explicit DocumentBuilder(bool styled) : m_styled(styled) { }

    void add(QByteArrayView text, LineStyle style = LineStyle::Plain);
    // JSON, indented, with its folds; what is not whole, as it is.
    void addJson(QByteArrayView json, qsizetype indent = 0);
    void addLink(QByteArrayView text, const QUrl &url);
    void beginFold(); // at the next line
    void endFold(); // behind the last line
    void foldAtFirst(); // the fold that was ended last is closed to begin with
    qsizetype lineCount() const { return m_document.lineCount(); }
    BodyDocument take();

private:
    void addLine(QByteArrayView line, LineStyle style);

    BodyDocument m_document;
    bool m_styled;
    std::vector<size_t> m_open; // indices into folds
    size_t m_ended = 0;
};

// Any text, as it is: line ends of all kinds, nothing else is changed.
BodyDocument plainDocument(QByteArrayView text, LineStyle style = LineStyle::Code);

} // namespace gatehouse
