// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/gatewaycomparemodel.h"

#include "models/domain/gatewayfile.h"
#include "models/domain/gatewaysimplefields.h"
#include "models/domain/threeway.h"
#include "views/common/theme.h"
#include "views/gateways/changetext.h"
#include "views/gateways/gatewayfields.h"

#include <algorithm>

namespace gatehouse {

GatewayCompareModel::GatewayCompareModel(TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this, [this] { columnsChanged(LeftColumn, RightColumn); });
}

void GatewayCompareModel::setNames(const QString &left, const QString &right)
{
    m_names = {left, right};
    Q_EMIT headerDataChanged(Qt::Horizontal, LeftColumn, RightColumn);
}

void GatewayCompareModel::setOnlyDifferences(bool only)
{
    m_onlyDifferences = only;
    show();
}

// Every field of the form, and what else there is.
static QStringList keysOf(const QJsonObject &left, const QJsonObject &right)
{
    QStringList keys = gatewayfields::order();
    for (const QString &key : left.keys() + right.keys())
        if (!keys.contains(key))
            keys.append(key);
    keys.removeIf([&](const QString &key) {
        return key == u"id" || gatewayServerFields().contains(key)
            || (!left.contains(key) && !right.contains(key));
    });
    const QStringList sections = gatewaySections();
    std::stable_sort(keys.begin(), keys.end(), [&sections](const QString &a, const QString &b) {
        return sections.indexOf(gatewaySection(a)) < sections.indexOf(gatewaySection(b));
    });
    return keys;
}

void GatewayCompareModel::setSides(const QJsonObject &left, const QJsonObject &right,
                                   const QJsonObject &pending, Side pendingSide)
{
    m_all.clear();
    for (const QString &key : keysOf(left, right)) {
        ComparedField field{{key}, left.value(key), right.value(key)};
        if (pending.contains(key)) {
            const bool isLeft = pendingSide == Side::Left;
            QJsonValue &value = isLeft ? field.left : field.right;
            (isLeft ? field.leftBefore : field.rightBefore) = value;
            value = pending.value(key);
        }
        m_all.append(field);
    }
    // What has been made the same stays where it is until it is saved.
    std::stable_partition(m_all.begin(), m_all.end(), [](const ComparedField &field) {
        return field.differs() || field.leftBefore || field.rightBefore;
    });
    m_differences = int(std::count_if(m_all.begin(), m_all.end(),
                                      [](const ComparedField &field) { return field.differs(); }));
    show();
}

// What is pending stays in sight.
void GatewayCompareModel::show()
{
    QList<ComparedField> shown = m_all;
    if (m_onlyDifferences)
        shown.removeIf([](const ComparedField &field) {
            return !field.differs() && !field.leftBefore && !field.rightBefore;
        });
    merge(shown);
    setState(State::Ready);
}

QString GatewayCompareModel::text(const ComparedField &field, int column) const
{
    const ChangeText values = changeText(field.id.value, field.left, field.right, *m_time);
    return column == LeftColumn ? values.before : values.after;
}

QVariant GatewayCompareModel::cell(int row, int column, int role) const
{
    const ComparedField &field = at(row);
    const auto &before = column == LeftColumn ? field.leftBefore : field.rightBefore;
    const bool isValue = column == LeftColumn || column == RightColumn;
    const bool isPending = isValue && before.has_value();
    switch (role) {
    case Qt::DisplayRole:
        if (column == SectionColumn)
            return gatewaySection(field.id.value);
        if (column == FieldColumn)
            return gatewayfields::label(field.id.value);
        return isPending ? tr("%1 (not saved)").arg(text(field, column)) : text(field, column);
    case Qt::ToolTipRole:
        if (column == FieldColumn)
            return gatewayfields::help(field.id.value);
        if (isPending)
            return tr("%1\nIt was: %2")
                .arg(text(field, column), changeText(field.id.value, *before, {}, *m_time).before);
        return isValue ? QVariant(text(field, column)) : QVariant();
    case Qt::FontRole:
        if (isPending || (isValue && field.differs())) {
            QFont bold;
            bold.setBold(true);
            return bold;
        }
        return {};
    case Qt::ForegroundRole:
        if (isPending)
            return Theme::color(Semantic::Accent);
        return field.differs() ? QVariant() : Theme::color(Semantic::Muted);
    case IdRole:
        return field.id.value;
    case DiffersRole:
        return field.differs();
    case PendingRole:
        return isPending;
    default:
        return {};
    }
}

QVariant GatewayCompareModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case SectionColumn:
        return tr("Section");
    case FieldColumn:
        return tr("Field");
    default:
        return m_names.at(column - LeftColumn);
    }
}

} // namespace gatehouse
