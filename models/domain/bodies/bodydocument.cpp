// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/bodies/bodydocument.h"

#include "models/domain/bodies/jsontext.h"

#include <algorithm>

namespace gatehouse {

quint32 BodyDocument::lineEnd(qsizetype line) const
{
    return line + 1 < lineCount() ? lines[size_t(line) + 1] - 1 : quint32(text.size());
}

QByteArrayView BodyDocument::line(qsizetype line) const
{
    const quint32 begin = lines[size_t(line)];
    return QByteArrayView(text).sliced(begin, lineEnd(line) - begin);
}

qsizetype BodyDocument::lineAt(quint32 offset) const
{
    return std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin() - 1;
}

const BodyDocument::Fold *BodyDocument::foldAt(qsizetype line) const
{
    const auto it =
        std::lower_bound(folds.begin(), folds.end(), line, [](const Fold &fold, qsizetype wanted) {
            return qsizetype(fold.first) < wanted;
        });
    return it != folds.end() && it->first == line ? &*it : nullptr;
}

const BodyDocument::Fold *BodyDocument::foldAround(qsizetype line) const
{
    auto it =
        std::upper_bound(folds.begin(), folds.end(), line, [](qsizetype wanted, const Fold &fold) {
            return wanted < qsizetype(fold.first);
        });
    while (it != folds.begin())
        if ((--it)->last >= line)
            return &*it;
    return nullptr;
}

void DocumentBuilder::addLine(QByteArrayView line, LineStyle style)
{
    if (!m_document.lines.empty())
        m_document.text += '\n';
    m_document.lines.push_back(quint32(m_document.text.size()));
    m_document.text += line;
    if (m_styled)
        m_document.styles.push_back(style);
}

void DocumentBuilder::add(QByteArrayView text, LineStyle style)
{
    for (qsizetype begin = 0; begin <= text.size();) {
        qsizetype end = begin;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r')
            ++end;
        addLine(text.sliced(begin, end - begin), style);
        begin = end + 1;
        if (begin < text.size() && text[end] == '\r' && text[begin] == '\n')
            ++begin;
    }
}

void DocumentBuilder::addJson(QByteArrayView json, qsizetype indent)
{
    const PrettyJson pretty = prettyJson(json, indent);
    if (!pretty.isWhole)
        return add(json, LineStyle::Code);
    const BodyDocument &added = pretty.document;
    const quint32 before = quint32(lineCount());
    for (const BodyDocument::Fold &fold : added.folds)
        m_document.folds.push_back({fold.first + before, fold.last + before});
    for (qsizetype line = 0; line < added.lineCount(); ++line)
        addLine(added.line(line), LineStyle::Code);
}

void DocumentBuilder::addLink(QByteArrayView text, const QUrl &url)
{
    m_document.links.append({quint32(lineCount()), url});
    add(text, LineStyle::Link);
}

void DocumentBuilder::beginFold()
{
    m_open.push_back(m_document.folds.size());
    m_document.folds.push_back({quint32(lineCount()), 0});
}

void DocumentBuilder::endFold()
{
    m_ended = m_open.back();
    m_open.pop_back();
    m_document.folds[m_ended].last = quint32(lineCount()) - 1;
}

void DocumentBuilder::foldAtFirst()
{
    m_document.folded.push_back(m_document.folds[m_ended].first);
}

BodyDocument DocumentBuilder::take()
{
    if (m_document.lines.empty())
        addLine({}, LineStyle::Plain);
    // One line hides nothing.
    std::erase_if(m_document.folds,
                  [](const BodyDocument::Fold &fold) { return fold.first >= fold.last; });
    return std::move(m_document);
}

BodyDocument plainDocument(QByteArrayView text, LineStyle style)
{
    DocumentBuilder builder(style != LineStyle::Code);
    builder.add(text, style);
    return builder.take();
}

} // namespace gatehouse
