// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/factlist.h"

#include <QFrame>
#include <optional>

class QProgressBar;
class QPushButton;

namespace gatehouse {

struct CardContent
{
    QString figure{}; // what it comes to
    QString note{}; // a sentence about it
    QList<FactList::Fact> facts{}; // behind it
    std::optional<double> share{}; // how much of it is used, 0 to 1; none: no bar
};

// One thing that the overview tells, under its title.
class BillingCard : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingCard)

public:
    // The button leads to the page where more of it is.
    BillingCard(const QString &title, const QString &button, QWidget *parent = nullptr);

    void setContent(const CardContent &content);
    QString figure() const;
    QString note() const;
    QProgressBar *bar() const { return m_bar; }
    const FactList *facts() const { return m_facts; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void opened();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showShare();

    QLabel *m_title;
    QLabel *m_figure;
    QLabel *m_note;
    QProgressBar *m_bar;
    std::optional<double> m_share;
    FactList *m_facts;
    QPushButton *m_button;
};

} // namespace gatehouse
