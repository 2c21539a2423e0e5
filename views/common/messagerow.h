// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/messagebar.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace gatehouse {

// One message of a MessageBar.
class MessageRow : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageRow)

public:
    MessageRow(Semantic semantic, const QString &text, const QString &advice = {});

    Semantic semantic() const { return m_semantic; }
    void addRetry(MessageBar::Retry retry);
    void addActions(const QList<QAction *> &actions);
    void addDetails(const QString &details);
    void addForm(QWidget *form);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addButton(QToolButton *button);
    void placeButtons();

    Semantic m_semantic;
    QString m_text;
    QLabel *m_label;
    QGridLayout *m_line;
    QWidget *m_buttons; // but the one that dismisses
    QPlainTextEdit *m_details = nullptr;
};

} // namespace gatehouse
