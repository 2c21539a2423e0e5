// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "models/domain/timedisplay.h"
#include "models/items/listmodel.h"

namespace gatehouse {

// One field of two gateways. Undefined: not reported.
struct ComparedField
{
    Id<struct ComparedFieldTag> id{}; // its JSON name
    QJsonValue left;
    QJsonValue right;
    // What it was before something was copied to that side.
    std::optional<QJsonValue> leftBefore{};
    std::optional<QJsonValue> rightBefore{};

    bool differs() const { return left != right; }
    bool operator==(const ComparedField &) const = default;
};

// The settings of two gateways side by side: those that differ come first, then the others, each
// in the order of the form.
class GatewayCompareModel : public ListModel<ComparedField>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayCompareModel)

public:
    enum Column { SectionColumn, FieldColumn, LeftColumn, RightColumn, ColumnCount };
    enum OwnRole { DiffersRole = TableModel::OwnRole, PendingRole };
    enum class Side { Left, Right };

    explicit GatewayCompareModel(TimeDisplay *time, QObject *parent = nullptr);

    // Members by their JSON names; pending ones lie over those of that side.
    void setSides(const QJsonObject &left, const QJsonObject &right, const QJsonObject &pending,
                  Side pendingSide);
    void setNames(const QString &left, const QString &right);
    void setOnlyDifferences(bool only);
    int differenceCount() const { return m_differences; }

protected:
    QVariant cell(int row, int column, int role) const override;
    QVariant header(int column, int role) const override;

private:
    QString text(const ComparedField &field, int column) const;
    void show();

    TimeDisplay *m_time;
    QStringList m_names{{}, {}};
    QList<ComparedField> m_all;
    bool m_onlyDifferences = false;
    int m_differences = 0;
};

} // namespace gatehouse
