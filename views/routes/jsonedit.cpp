// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/routes/jsonedit.h"

#include "models/domain/format.h"
#include "views/common/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

namespace gatehouse {

class JsonEditMargin : public QWidget
{
public:
    explicit JsonEditMargin(JsonEdit *edit) : QWidget(edit), m_edit(edit) { }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit->paintMargin(event); }

private:
    JsonEdit *m_edit;
};

JsonEdit::JsonEdit(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_margin(new JsonEditMargin(this))
{
    setAccessibleName(accessibleName);
    setFont(Theme::fixedFont());
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEdit::layoutMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &, int dy) {
        if (dy)
            m_margin->scroll(0, dy);
        else
            m_margin->update();
    });
    layoutMargin();
}

void JsonEdit::layoutMargin()
{
    const int digits = std::max(2, int(QString::number(blockCount()).size()));
    const int width = fontMetrics().horizontalAdvance(u'0') * digits + grid;
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void JsonEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutMargin();
}

void JsonEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markErrors();
}

void JsonEdit::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
    painter.setFont(font());
    const QColor quiet = Theme::color(Semantic::Muted, palette());
    const QColor wrong = Theme::color(Semantic::Error, palette());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + 1;
        painter.setPen(m_errors.contains(line) ? wrong : quiet);
        painter.drawText(QRectF(0, top, m_margin->width() - grid / 2.0, height), Qt::AlignRight,
                         QString::number(line));
        top += height;
        block = block.next();
    }
}

void JsonEdit::setErrors(const QMap<int, QString> &errors)
{
    if (errors == m_errors)
        return;
    m_errors = errors;
    markErrors();
    setAccessibleDescription(QStringList(errors.values()).join(u'\n'));
}

void JsonEdit::markErrors()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const int line : m_errors.keys()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document()->findBlockByNumber(line - 1));
        mark.format.setBackground(Theme::blend(Theme::color(Semantic::Error, palette()),
                                               palette().color(QPalette::Base), 0.2));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    setExtraSelections(marks);
    m_margin->update();
}

// Laying out all lines anew is what takes long.
void JsonEdit::showText(const QString &text)
{
    const QString before = toPlainText();
    const auto [begin, other] =
        std::mismatch(before.begin(), before.end(), text.begin(), text.end());
    auto end = before.end();
    auto otherEnd = text.end();
    while (end != begin && otherEnd != other && *(end - 1) == *(otherEnd - 1)) {
        --end;
        --otherEnd;
    }
    if (begin == end && other == otherEnd)
        return;
    const int place = verticalScrollBar()->value();
    QTextCursor change(document());
    change.setPosition(int(begin - before.begin()));
    change.setPosition(int(end - before.begin()), QTextCursor::KeepAnchor);
    change.insertText(QString(other, otherEnd - other));
    document()->clearUndoRedoStacks(); // as of any other text
    verticalScrollBar()->setValue(place);
}

void JsonEdit::goToLine(int line)
{
    setTextCursor(QTextCursor(document()->findBlockByNumber(line - 1)));
    centerCursor();
}

bool JsonEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int line = cursorForPosition(help->pos()).blockNumber() + 1;
        QToolTip::showText(help->globalPos(), format::toolTip(m_errors.value(line)), this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

} // namespace gatehouse
