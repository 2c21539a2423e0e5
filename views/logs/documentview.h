// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QFutureWatcher>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/domain/bodies/textrows.h"

#include <memory>

namespace gatehouse {

class DocumentRow;

// A document with its rows, as a thread has made them for a width.
struct LaidDocument
{
    std::shared_ptr<const BodyDocument> document;
    std::vector<quint32> folded;
    std::vector<TextRow> rows;
    float width = 0;
    std::shared_ptr<const BodyDocument> beside; // of as many lines, kept in step with; may be none
};
LaidDocument layOutDocument(const std::shared_ptr<const BodyDocument> &document,
                            const std::vector<quint32> &folded, const RowWidths &widths,
                            const std::shared_ptr<const BodyDocument> &beside = {});

// Shows a document of any size to read, select, fold and search: only the rows that can be seen are
// ever set. Everything is plain text; a link is opened by a click or Return, on its line.
class DocumentView : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentView)

public:
    explicit DocumentView(QWidget *parent = nullptr);
    ~DocumentView() override;

    // What is read stays in place when the new document begins like the old one.
    void setDocument(LaidDocument laid, bool keepPlace = false);
    // Laid out here.
    void setDocument(BodyDocument document, const std::shared_ptr<const BodyDocument> &beside = {});
    const BodyDocument &document() const { return *m_laid.document; }
    const std::vector<TextRow> &rows() const { return m_laid.rows; }
    RowWidths rowWidths() const; // to lay out with
    bool isLayingOut() const { return m_layingOut; }
    void setPlaceholder(const QString &text);

    bool isFolded(qsizetype line) const;
    void setFolded(qsizetype line, bool folded);
    void setAllFolded(bool folded);

    bool hasSelection() const { return m_caret != m_anchor; }
    QString selectedText() const;
    void selectAll();
    void copy() const;
    void showSpan(const BodyDocument::Span &span); // selected, in sight, unfolded
    void showLine(quint32 line); // at the top
    quint32 caret() const { return m_caret; }

    // All places of the text, at most maxFound, are marked. searched() follows, at once or later.
    static constexpr int maxFound = 10'000;
    void search(const QString &text);
    int foundCount() const { return int(m_found.size()); }
    void showFound(int index);

Q_SIGNALS:
    void laidOut();
    void searched();
    void documentChanged();
    void linkActivated(const QUrl &url);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void measure();
    void relayout();
    void takeLaid(LaidDocument laid, quint32 top);
    void updateScrollBar();
    int rowsInSight() const;
    size_t rowAt(quint32 offset) const;
    float indentOf(const TextRow &row) const;
    DocumentRow set(const TextRow &row) const; // not laid out yet
    void paintRow(QPainter &painter, size_t index, int y) const;
    void paintGutter(QPainter &painter, const TextRow &row, const QRect &area) const;
    quint32 offsetAt(const QPoint &place) const;
    void moveCaret(quint32 to, bool select);
    void moveByRows(int rows, bool select);
    void ensureVisible(quint32 offset);
    void unfoldAround(quint32 offset);
    quint32 next(quint32 offset) const;
    quint32 previous(quint32 offset) const;
    const QUrl *linkAt(qsizetype line) const;
    bool isFirstRow(const TextRow &row) const;
    BodyDocument::Span selection() const;

    LaidDocument m_laid;
    QFutureWatcher<LaidDocument> m_layout;
    bool m_layingOut = false; // until its result is taken
    QFutureWatcher<std::vector<BodyDocument::Span>> m_search;
    std::vector<BodyDocument::Span> m_found;
    int m_shownFound = -1;
    QString m_placeholder;
    RowWidths m_widths;
    int m_rowHeight = 1;
    quint32 m_caret = 0;
    quint32 m_anchor = 0;
    float m_wantedX = -1; // of the caret, while it moves up and down
    bool m_dragging = false;
};

} // namespace gatehouse
