// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/pricingmodel.h"

namespace gatehouse {

static QString unitPriceText(double dollars)
{
    return u'$' + decimalText(dollars);
}

PricingModel::PricingModel(CustomProviderService *service, TimeDisplay *time, QObject *parent)
    : ListModel(ColumnCount, parent)
    , m_service(service)
    , m_time(time)
{
    connect(time, &TimeDisplay::changed, this,
            [this] { columnsChanged(ModifiedColumn, CreatedColumn); });
    connect(service, &CustomProviderService::ruleSaved, this, [this](const PricingRule &rule) {
        if (rule.provider != m_provider)
            return;
        insertOrUpdate(rule);
        if (state() == State::Loading) // it may have been made up before
            refresh();
    });
    connect(service, &CustomProviderService::ruleRemoved, this, [this](const PricingRule &rule) {
        removeId(rule.id.value);
        if (state() == State::Loading)
            refresh();
    });
}

void PricingModel::setProvider(const CustomProviderId &provider)
{
    if (provider == m_provider)
        return;
    m_provider = provider;
    merge({});
    refresh();
}

void PricingModel::refresh()
{
    if (!m_provider.isEmpty())
        load(m_service->rules(m_provider));
    else
        setState(State::Ready);
}

bool PricingModel::holdsNumbers(int column) const
{
    return column == CostInColumn || column == CostOutColumn || column == WeightColumn;
}

static QString priceText(const Field<double> &price)
{
    return price ? unitPriceText(*price) : QString();
}

static QString unitsText(const PricingRule &rule)
{
    QStringList texts;
    if (rule.tokenPricing)
        for (auto it = rule.tokenPricing->prices.begin(); it != rule.tokenPricing->prices.end();
             ++it)
            texts.append(QStringLiteral("%1 %2").arg(it.key(), unitPriceText(it->toDouble())));
    return texts.join(QStringLiteral(", "));
}

QVariant PricingModel::cell(int row, int column, int role) const
{
    const PricingRule &rule = at(row);
    if (role == IdRole)
        return rule.id.value;
    if (role == Qt::ToolTipRole)
        return column == ModifiedColumn ? QVariant(m_time->preciseText(rule.modifiedAt))
            : column == CreatedColumn   ? QVariant(m_time->preciseText(rule.createdAt))
                                        : cell(row, column, Qt::DisplayRole);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case RuleColumn:
        return rule.modelRule ? modelRuleText(*rule.modelRule) : QString();
    case ModelColumn:
        return rule.model;
    case CostTypeColumn:
        return rule.costType.valueOr({});
    case CostInColumn:
        return role == SortRole ? QVariant(rule.costIn.valueOr(0)) : priceText(rule.costIn);
    case CostOutColumn:
        return role == SortRole ? QVariant(rule.costOut.valueOr(0)) : priceText(rule.costOut);
    case UnitsColumn:
        return unitsText(rule);
    case EnableColumn:
        return !rule.enable ? QString() : *rule.enable ? tr("on") : tr("off");
    case WeightColumn:
        return rule.weight ? QVariant(*rule.weight) : QVariant();
    case ModifiedColumn:
        return role == SortRole ? QVariant(rule.modifiedAt) : m_time->text(rule.modifiedAt);
    case CreatedColumn:
        return role == SortRole ? QVariant(rule.createdAt) : m_time->text(rule.createdAt);
    case ChangedByColumn:
        return rule.changedBy.valueOr({});
    case IdColumn:
        return rule.id.value;
    default:
        return {};
    }
}

QVariant PricingModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool title = role == Qt::DisplayRole;
    switch (column) {
    case RuleColumn:
        return title ? tr("Rule") : tr("How the name of the model is compared (model_rule)");
    case ModelColumn:
        return title ? tr("Model") : tr("With what it is compared (model)");
    case CostTypeColumn:
        return title ? tr("Counted") : tr("What is counted (cost_type)");
    case CostInColumn:
        return title ? tr("In") : tr("Dollars for a unit that goes in (cost_in)");
    case CostOutColumn:
        return title ? tr("Out") : tr("Dollars for a unit that comes out (cost_out)");
    case UnitsColumn:
        return title ? tr("Units") : tr("Dollars for single units (token_pricing)");
    case EnableColumn:
        return title ? tr("Enabled") : tr("Whether the rule counts (enable)");
    case WeightColumn:
        return title ? tr("Weight") : tr("Of several that fit, the heaviest counts (weight)");
    case ModifiedColumn:
        return title ? tr("Modified") : tr("When it last changed (modified_at)");
    case CreatedColumn:
        return title ? tr("Created") : tr("When it was created (created_at)");
    case ChangedByColumn:
        return title ? tr("Changed by") : tr("Who or what changed it last (changed_by)");
    case IdColumn:
        return title ? tr("Id") : tr("At the service (id)");
    default:
        return {};
    }
}

} // namespace gatehouse
