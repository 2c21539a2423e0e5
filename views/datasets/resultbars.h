// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

namespace gatehouse {

class EvaluationResultModel;

// The results of a model as bars, each evaluator by itself: they measure in different units. A full
// bar is the greatest of all evaluations that are listed. The table beside it says the same.
class ResultBars : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultBars)

public:
    explicit ResultBars(const EvaluationResultModel *model, QWidget *parent = nullptr);

    // The greatest value by the id of the evaluation type.
    void setGreatest(const QHash<QString, double> &greatest);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Bar
    {
        QString evaluation;
        QString value;
        double share = 0; // of the full width; below 0: no number, and so no bar
        bool second = false;
    };
    struct Group
    {
        QString type;
        QList<Bar> bars;
    };
    void rebuild();
    int groupHeight(const Group &group) const;

    const EvaluationResultModel *m_model;
    QHash<QString, double> m_greatest;
    QList<Group> m_groups;
};

} // namespace gatehouse
