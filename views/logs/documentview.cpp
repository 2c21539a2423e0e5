// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/documentview.h"

#include "models/domain/bodies/textsearch.h"
#include "views/common/theme.h"
#include "views/logs/documentfont.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QtConcurrent>

namespace gatehouse {

static constexpr qsizetype largeText = 131'072; // bytes: what takes longer than a frame in a thread

LaidDocument layOutDocument(const std::shared_ptr<const BodyDocument> &document,
                            const std::vector<quint32> &folded, const RowWidths &widths,
                            const std::shared_ptr<const BodyDocument> &beside)
{
    LaidDocument laid{document, folded, layOut(*document, widths, folded), widths.row, beside};
    if (beside) {
        auto others = layOut(*beside, widths, folded);
        alignRows(laid.rows, others);
    }
    return laid;
}

DocumentView::DocumentView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // or rows would change with it
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    describeDocuments();
    measure();
    m_laid.document = std::make_shared<BodyDocument>(plainDocument({}));
    connect(&m_layout, &QFutureWatcherBase::finished, this, [this] {
        if (m_layout.isCanceled())
            return;
        const size_t top = size_t(verticalScrollBar()->value());
        const quint32 offset = top < m_laid.rows.size() ? m_laid.rows[top].begin : 0;
        takeLaid(m_layout.future().takeResult(), offset);
    });
    connect(&m_search, &QFutureWatcherBase::finished, this, [this] {
        if (m_search.isCanceled())
            return;
        m_found = m_search.future().takeResult();
        viewport()->update();
        Q_EMIT searched();
    });
    setDocument(plainDocument({}));
}

DocumentView::~DocumentView()
{
    m_layout.disconnect(this);
    m_search.disconnect(this);
}

void DocumentView::measure()
{
    m_widths.code = metricsOf(documentFont(LineStyle::Code));
    m_widths.prose = metricsOf(documentFont(LineStyle::Plain));
    m_rowHeight = documentRowHeight();
}

RowWidths DocumentView::rowWidths() const
{
    RowWidths widths = m_widths;
    widths.row = float(qMax(8 * grid, viewport()->width() - documentGutter - grid));
    return widths;
}

void DocumentView::setDocument(BodyDocument document,
                               const std::shared_ptr<const BodyDocument> &beside)
{
    const auto shared = std::make_shared<const BodyDocument>(std::move(document));
    setDocument(layOutDocument(shared, shared->folded, rowWidths(), beside));
}

void DocumentView::setDocument(LaidDocument laid, bool keepPlace)
{
    m_layout.cancel();
    m_search.cancel();
    m_found.clear();
    m_shownFound = -1;
    const auto top = size_t(verticalScrollBar()->value());
    const quint32 offset = keepPlace && top < m_laid.rows.size() ? m_laid.rows[top].begin : 0;
    if (!keepPlace)
        m_caret = m_anchor = 0;
    takeLaid(std::move(laid), offset);
    Q_EMIT documentChanged();
    if (m_laid.width != rowWidths().row)
        relayout();
}

void DocumentView::takeLaid(LaidDocument laid, quint32 top)
{
    m_layingOut = false;
    m_laid = std::move(laid);
    const auto size = quint32(document().text.size());
    m_caret = qMin(m_caret, size);
    m_anchor = qMin(m_anchor, size);
    updateScrollBar();
    verticalScrollBar()->setValue(int(rowAt(top)));
    viewport()->update();
    Q_EMIT laidOut();
}

void DocumentView::relayout()
{
    m_layout.cancel();
    const RowWidths widths = rowWidths();
    if (document().text.size() > largeText) {
        m_layingOut = true;
        m_layout.setFuture(QtConcurrent::run(layOutDocument, m_laid.document, m_laid.folded, widths,
                                             m_laid.beside));
        return;
    }
    const auto top = size_t(verticalScrollBar()->value());
    takeLaid(layOutDocument(m_laid.document, m_laid.folded, widths, m_laid.beside),
             top < m_laid.rows.size() ? m_laid.rows[top].begin : 0);
}

void DocumentView::setPlaceholder(const QString &text)
{
    m_placeholder = text;
    viewport()->update();
}

int DocumentView::rowsInSight() const
{
    return qMax(1, viewport()->height() / m_rowHeight);
}

void DocumentView::updateScrollBar()
{
    verticalScrollBar()->setPageStep(rowsInSight());
    verticalScrollBar()->setRange(0, qMax(0, int(m_laid.rows.size()) - rowsInSight()));
}

void DocumentView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    if (m_laid.width != rowWidths().row)
        relayout();
}

void DocumentView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    measure();
    relayout();
}

void DocumentView::scrollContentsBy(int, int)
{
    viewport()->update();
}

// The last row that begins there or before.
size_t DocumentView::rowAt(quint32 offset) const
{
    const auto &rows = m_laid.rows;
    const auto it =
        std::upper_bound(rows.begin(), rows.end(), offset,
                         [](quint32 wanted, const TextRow &row) { return wanted < row.begin; });
    return it == rows.begin() ? 0 : size_t(it - rows.begin()) - 1;
}

bool DocumentView::isFirstRow(const TextRow &row) const
{
    return row.begin == document().lines[row.line];
}

bool DocumentView::isFolded(qsizetype line) const
{
    return std::binary_search(m_laid.folded.begin(), m_laid.folded.end(), quint32(line));
}

void DocumentView::setFolded(qsizetype line, bool folded)
{
    if (!document().foldAt(line) || isFolded(line) == folded)
        return;
    auto &closed = m_laid.folded;
    const auto it = std::lower_bound(closed.begin(), closed.end(), quint32(line));
    if (folded)
        closed.insert(it, quint32(line));
    else
        closed.erase(it);
    relayout();
}

void DocumentView::setAllFolded(bool folded)
{
    m_laid.folded.clear();
    if (folded)
        for (const BodyDocument::Fold &fold : document().folds)
            if (fold.first > 0 || fold.last + 1 < document().lines.size())
                m_laid.folded.push_back(fold.first);
    relayout();
}

void DocumentView::unfoldAround(quint32 offset)
{
    const auto line = quint32(document().lineAt(offset));
    const size_t removed = std::erase_if(m_laid.folded, [&](quint32 first) {
        const auto *fold = document().foldAt(first);
        return first < line && fold && line <= fold->last;
    });
    if (removed == 0)
        return;
    // At once, or what is looked for would not be in sight.
    m_layout.cancel();
    takeLaid(layOutDocument(m_laid.document, m_laid.folded, rowWidths(), m_laid.beside), offset);
}

BodyDocument::Span DocumentView::selection() const
{
    return {qMin(m_caret, m_anchor), qMax(m_caret, m_anchor)};
}

QString DocumentView::selectedText() const
{
    const auto [begin, end] = selection();
    return QString::fromUtf8(document().text.constData() + begin, end - begin);
}

void DocumentView::selectAll()
{
    m_anchor = 0;
    m_caret = quint32(document().text.size());
    viewport()->update();
}

void DocumentView::copy() const
{
    if (hasSelection())
        QGuiApplication::clipboard()->setText(selectedText());
}

void DocumentView::showSpan(const BodyDocument::Span &span)
{
    unfoldAround(span.begin);
    m_anchor = span.begin;
    m_caret = span.end;
    ensureVisible(span.begin);
    viewport()->update();
}

void DocumentView::showLine(quint32 line)
{
    if (line >= document().lines.size())
        return;
    const quint32 offset = document().lines[line];
    unfoldAround(offset);
    m_anchor = m_caret = offset;
    verticalScrollBar()->setValue(int(rowAt(offset)) - rowsInSight() / 4);
    viewport()->update();
}

void DocumentView::ensureVisible(quint32 offset)
{
    const int row = int(rowAt(offset));
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row - rowsInSight() / 4);
    else if (row >= bar->value() + rowsInSight())
        bar->setValue(row - rowsInSight() * 3 / 4);
}

void DocumentView::search(const QString &text)
{
    m_search.cancel();
    m_found.clear();
    m_shownFound = -1;
    viewport()->update();
    if (document().text.size() <= largeText) {
        m_found = findAll(document().text, text, maxFound);
        return Q_EMIT searched();
    }
    m_search.setFuture(QtConcurrent::run(
        [document = m_laid.document, text](QPromise<std::vector<BodyDocument::Span>> &promise) {
            promise.addResult(findAll(document->text, text, maxFound,
                                      [&promise] { return promise.isCanceled(); }));
        }));
}

void DocumentView::showFound(int index)
{
    if (index < 0 || index >= foundCount())
        return;
    m_shownFound = index;
    showSpan(m_found[size_t(index)]);
}

} // namespace gatehouse
