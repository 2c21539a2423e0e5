// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/apierror.h"
#include "views/common/theme.h"

#include <QMap>
#include <QWidget>
#include <functional>

class QAction;
class QVBoxLayout;

namespace gatehouse {

class MessageRow;

// What a view has to tell: at its top, the newest first, one message for each key. Hidden while
// there is nothing.
class MessageBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    using Retry = std::function<void()>;

    explicit MessageBar(QWidget *parent = nullptr);

    // A cancelled call is nothing to tell: it only clears the key. Retry is offered where the error
    // allows it. The actions become buttons and stay the caller's, or the row's without a parent.
    void showError(const QString &key, const ApiError &error, Retry retry = {},
                   const QList<QAction *> &actions = {});
    void showError(const QString &key, const QString &text, Retry retry = {},
                   const QList<QAction *> &actions = {});
    void showWarning(const QString &key, const QString &text, const QList<QAction *> &actions = {});
    void showInfo(const QString &key, const QString &text, const QList<QAction *> &actions = {});
    void showSuccess(const QString &key, const QString &text, const QList<QAction *> &actions = {});
    // What is asked is answered in place, and stays until it is. The form is taken over.
    void showForm(const QString &key, const QString &text, QWidget *form);

    void clear(const QString &key);
    void clearAll();
    QStringList keys() const { return m_rows.keys(); }
    bool hasError() const;

Q_SIGNALS:
    void changed();
    void dismissed(const QString &key); // by the person

private:
    void put(const QString &key, MessageRow *row);

    QVBoxLayout *m_layout;
    QMap<QString, MessageRow *> m_rows;
};

} // namespace gatehouse
