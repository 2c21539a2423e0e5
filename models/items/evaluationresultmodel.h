// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/evaluation.h"
#include "models/domain/timedisplay.h"
#include "models/items/evaluationtypemodel.h"

namespace gatehouse {

// The results of one evaluation, a row for each evaluator; or of two, side by side: what has no
// column for each tells both, once where it is the same.
class EvaluationResultModel : public TableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvaluationResultModel)

public:
    enum Column {
        TypeColumn,
        ResultColumn,
        StatusColumn,
        LogsColumn,
        OtherResultColumn, // of the second one
        OtherLogsColumn,
        DifferenceColumn, // what the second one is above the first
        StatusCodeColumn,
        CreatedColumn,
        ModifiedColumn,
        IdColumn,
        EvaluationIdColumn,
        TypeIdColumn,
        ColumnCount
    };
    struct Row
    {
        EvaluationTypeId type;
        std::optional<EvaluationResult> first{};
        std::optional<EvaluationResult> second{};

        bool operator==(const Row &) const = default;
    };

    EvaluationResultModel(EvaluationTypeModel *types, TimeDisplay *time, QObject *parent = nullptr);

    void setEvaluations(const QList<Evaluation> &evaluations); // the first two
    const QList<Evaluation> &evaluations() const { return m_evaluations; }
    const Row &at(int row) const { return m_rows.at(row); }
    QString typeName(int row) const;
    QString typeOf(int row) const; // EvaluationType::type; empty: not known

protected:
    int rows() const override { return int(m_rows.size()); }
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;
    bool holdsNumbers(int column) const override;

private:
    QString text(int row, int column) const;
    QString ownText(const EvaluationResult &result, int column) const;
    QString textOfBoth(int row, int column) const;
    QString difference(int row) const;
    QVariant sortValue(int row, int column) const;

    EvaluationTypeModel *m_types;
    TimeDisplay *m_time;
    QList<Evaluation> m_evaluations;
    QList<Row> m_rows;
};

} // namespace gatehouse
