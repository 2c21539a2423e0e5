// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

// After Qt's headers: moc fails on <concepts> when it comes first.
#include "models/route/routeelement.h"

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;
class QVBoxLayout;

namespace gatehouse {

// The shares of a percentage element as rows that always sum to 100.
class PercentageForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PercentageForm)

public:
    explicit PercentageForm(QWidget *parent = nullptr);

    void setOutputs(const QList<RouteOutput> &outputs);
    void setReadOnly(bool readOnly);
    QPushButton *evenButton() const { return m_even; }
    QPushButton *addButton() const { return m_add; }

Q_SIGNALS:
    // By the person; typing: a step of a row of them.
    void edited(const QList<gatehouse::RouteOutput> &outputs, bool typing);

private:
    struct Row
    {
        QWidget *widget;
        QLabel *target;
        QSlider *slider;
        QDoubleSpinBox *box;
        QToolButton *remove;
    };
    void addRow();
    void showRow(qsizetype index);
    QList<double> shares() const;
    void setShare(qsizetype index, double share);
    void setShares(const QList<double> &shares, bool typing);
    void remove(qsizetype index);
    void updateControls();

    QList<RouteOutput> m_outputs;
    qsizetype m_turned = -1; // the row that is being changed
    QList<double> m_before; // the shares before it was: going back and forth keeps the proportions
    QList<Row> m_rows;
    bool m_readOnly = false;
    QVBoxLayout *m_layout;
    QLabel *m_sum;
    QPushButton *m_even;
    QPushButton *m_add;
};

} // namespace gatehouse
