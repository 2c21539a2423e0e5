// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routeproblem.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace gatehouse {

// What is wrong with the graph. Choosing a line shows the element; a button does the obvious.
class ProblemsPanel : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemsPanel)

public:
    explicit ProblemsPanel(QWidget *parent = nullptr);

    void setProblems(const QList<RouteProblem> &problems);
    void setReadOnly(bool readOnly);
    QTreeWidget *list() const { return m_list; }
    QPushButton *fixButton() const { return m_fix; }

Q_SIGNALS:
    void chosen(const gatehouse::RouteProblem &problem);
    void fixRequested(const gatehouse::RouteProblem &problem);

private:
    const RouteProblem *current() const;
    void updateControls();

    QList<RouteProblem> m_problems;
    bool m_readOnly = false;
    QTreeWidget *m_list;
    QLabel *m_none;
    QPushButton *m_fix;
};

} // namespace gatehouse
