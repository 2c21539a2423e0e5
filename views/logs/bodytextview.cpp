// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/logs/bodytextview.h"

#include "views/common/theme.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace gatehouse {

static constexpr qsizetype largeBody = 262'144; // bytes; about 3 ms of preparing
static constexpr qsizetype chunk = 16'384; // characters put in at a stretch

BodyTextView::BodyTextView(QWidget *parent) : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFont(Theme::fixedFont());
    setFrameShape(NoFrame);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &BodyTextView::fill);
}

void BodyTextView::setBody(const QByteArray &bytes, bool pretty)
{
    const quint64 generation = ++m_generation;
    m_fill.stop();
    if (bytes.size() <= largeBody) {
        m_preparing = false;
        return onPrepared(bodyText(bytes, pretty));
    }
    m_preparing = true;
    auto *watcher = new QFutureWatcher<BodyText>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, generation] {
        watcher->deleteLater();
        if (generation != m_generation)
            return;
        m_preparing = false;
        onPrepared(watcher->future().takeResult());
    });
    watcher->setFuture(QtConcurrent::run(bodyText, bytes, pretty));
    Q_EMIT busyChanged();
}

void BodyTextView::clearBody()
{
    ++m_generation;
    m_preparing = false;
    onPrepared({});
}

void BodyTextView::onPrepared(BodyText body)
{
    m_fill.stop();
    m_body = std::move(body);
    m_filled = 0;
    m_found.clear();
    setExtraSelections({});
    clear();
    fill();
    Q_EMIT prepared();
    Q_EMIT busyChanged();
}

void BodyTextView::fill()
{
    const qsizetype size = m_body.text.size();
    qsizetype end = size;
    if (size - m_filled > chunk)
        end = m_body.text.lastIndexOf(u'\n', m_filled + chunk) + 1;
    if (end <= m_filled)
        end = qMin(size, m_filled + chunk); // a line may be as long as a chunk
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_body.text.mid(m_filled, end - m_filled));
    m_filled = end;
    if (m_filled < size) {
        m_fill.start();
    } else if (m_fill.isActive()) {
        m_fill.stop();
        Q_EMIT busyChanged();
    }
}

int BodyTextView::search(const QString &text)
{
    m_found.clear();
    m_foundLength = text.size();
    if (!text.isEmpty())
        for (qsizetype at = m_body.text.indexOf(text, 0, Qt::CaseInsensitive);
             at >= 0 && m_found.size() < maxFound;
             at = m_body.text.indexOf(text, at + text.size(), Qt::CaseInsensitive))
            m_found.append(at);
    setExtraSelections({});
    return int(m_found.size());
}

void BodyTextView::showFound(int index)
{
    if (index < 0 || index >= m_found.size() || m_found[index] + m_foundLength > m_filled)
        return;
    const auto cursorOf = [this](qsizetype at) {
        QTextCursor cursor(document());
        cursor.setPosition(int(at));
        cursor.setPosition(int(at + m_foundLength), QTextCursor::KeepAnchor);
        return cursor;
    };
    QTextCharFormat other;
    other.setBackground(Theme::blend(Theme::color(Semantic::Warning, palette()),
                                     palette().color(QPalette::Base), 0.35));
    QTextCharFormat shown;
    shown.setBackground(palette().color(QPalette::Highlight));
    shown.setForeground(palette().color(QPalette::HighlightedText));
    constexpr int around = 200; // marked in either direction
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype last = qMin(m_found.size(), qsizetype(index) + around);
    for (qsizetype i = qMax(0, index - around); i < last; ++i)
        if (m_found[i] + m_foundLength <= m_filled)
            marks.append({cursorOf(m_found[i]), i == index ? shown : other});
    setExtraSelections(marks);
    QTextCursor cursor = cursorOf(m_found[index]);
    setTextCursor(cursor);
    ensureCursorVisible();
}

} // namespace gatehouse
