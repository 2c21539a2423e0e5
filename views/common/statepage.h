// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/icons.h"

#include <QWidget>
#include <functional>

class QAction;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace gatehouse {

// What a StateStack shows in place of content: symbol, title, hint, at most one button and,
// on demand, details, centred.
class StatePage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatePage)

public:
    explicit StatePage(QWidget *parent = nullptr);

    void setTexts(const QIcon &symbol, const QString &title, const QString &hint);
    void setButton(const QIcon &icon, const QString &text, std::function<void()> clicked);
    void setButton(QAction *action); // follows it; nullptr: no button
    void setDetails(const QString &details); // empty: none

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintSymbol();

    QIcon m_icon;
    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_button;
    QPushButton *m_more;
    QPlainTextEdit *m_details;
    QMetaObject::Connection m_clicked;
    QMetaObject::Connection m_actionChanged;
};

} // namespace gatehouse
