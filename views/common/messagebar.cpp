// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/messagebar.h"

#include "views/common/errordetails.h"
#include "views/common/messagerow.h"
#include "views/common/taborder.h"

#include <QAccessible>
#include <QVBoxLayout>
#include <algorithm>

namespace gatehouse {

MessageBar::MessageBar(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    setAccessibleName(tr("Messages"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(1);
    hide();
}

void MessageBar::showError(const QString &key, const ApiError &error, Retry retry,
                           const QList<QAction *> &actions)
{
    if (error.kind == ApiError::Kind::Cancelled)
        return clear(key);
    // Refused by this program, such as for a read-only profile: nothing has failed.
    const bool refusedHere = error.kind == ApiError::Kind::Permission && error.httpStatus == 0;
    auto *row = new MessageRow(refusedHere ? Semantic::Info : Semantic::Error, error.text(),
                               error.advice());
    if (retry && error.canRetry())
        row->addRetry(std::move(retry));
    row->addActions(actions);
    row->addDetails(errorDetails(error));
    put(key, row);
}

void MessageBar::showError(const QString &key, const QString &text, Retry retry,
                           const QList<QAction *> &actions)
{
    auto *row = new MessageRow(Semantic::Error, text);
    if (retry)
        row->addRetry(std::move(retry));
    row->addActions(actions);
    put(key, row);
}

void MessageBar::showWarning(const QString &key, const QString &text,
                             const QList<QAction *> &actions)
{
    auto *row = new MessageRow(Semantic::Warning, text);
    row->addActions(actions);
    put(key, row);
}

void MessageBar::showInfo(const QString &key, const QString &text, const QList<QAction *> &actions)
{
    auto *row = new MessageRow(Semantic::Info, text);
    row->addActions(actions);
    put(key, row);
}

void MessageBar::showSuccess(const QString &key, const QString &text,
                             const QList<QAction *> &actions)
{
    auto *row = new MessageRow(Semantic::Success, text);
    row->addActions(actions);
    put(key, row);
}

void MessageBar::showForm(const QString &key, const QString &text, QWidget *form)
{
    auto *row = new MessageRow(Semantic::Warning, text);
    row->addForm(form);
    put(key, row);
}

void MessageBar::put(const QString &key, MessageRow *row)
{
    if (MessageRow *old = m_rows.take(key)) {
        old->hide();
        old->deleteLater();
    }
    m_rows.insert(key, row);
    m_layout->insertWidget(0, row);
    putInTabOrder(row, nextInFocusChain()); // before what the bar stands above
    connect(row, &MessageRow::dismissed, this, [this, key] {
        clear(key);
        Q_EMIT dismissed(key);
    });
    show();
    QAccessibleEvent event(row, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT changed();
}

void MessageBar::clear(const QString &key)
{
    MessageRow *row = m_rows.take(key);
    if (!row)
        return;
    row->hide();
    row->deleteLater(); // it may be the one that is clicked right now
    setVisible(!m_rows.isEmpty());
    Q_EMIT changed();
}

void MessageBar::clearAll()
{
    for (const QString &key : keys())
        clear(key);
}

bool MessageBar::hasError() const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const MessageRow *row) { return row->semantic() == Semantic::Error; });
}

} // namespace gatehouse
