// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace gatehouse {

class BreakingLabel;

// Names and values below each other, for reading and copying; a word that is wider than the list is
// broken. Each value goes by its name for a screen reader, and the Tab key reaches none of them:
// they are read along.
class FactList : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactList)

public:
    struct Fact
    {
        QString name;
        QString value;
        QString whole{}; // what is copied and told by a tooltip; empty: the value
    };

    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    QString value(const QString &name) const; // as shown; a null string: there is no such

private:
    struct Row
    {
        QLabel *name;
        BreakingLabel *value;
    };
    void addRow();

    QGridLayout *m_layout;
    QList<Row> m_rows;
};

} // namespace gatehouse
