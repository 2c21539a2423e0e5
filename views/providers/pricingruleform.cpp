// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/providers/pricingruleform.h"

#include "models/domain/pricingrule.h"
#include "views/common/fieldrow.h"
#include "views/common/fields.h"
#include "views/common/theme.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

namespace gatehouse {

static const QString modelKey = QStringLiteral("model");
static const QString ruleKey = QStringLiteral("model_rule");
static const QString typeKey = QStringLiteral("cost_type");
static const QString inKey = QStringLiteral("cost_in");
static const QString outKey = QStringLiteral("cost_out");
static const QString enableKey = QStringLiteral("enable");
static const QString pricingKey = QStringLiteral("token_pricing");

static constexpr auto editTriggers = QAbstractItemView::DoubleClicked
    | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed;

static QString priceText(const QJsonValue &price)
{
    return price.isDouble() ? decimalText(price.toDouble()) : QString();
}

static QString priceProblem(const QString &text)
{
    bool isNumber = false;
    const double price = text.toDouble(&isNumber);
    if (text.isEmpty())
        return {};
    if (!isNumber || !std::isfinite(price))
        return PricingRuleForm::tr("A price is a number such as 0.0000004.");
    return price < 0 ? PricingRuleForm::tr("A price is not negative.") : QString();
}

// A price that reads as it did is the one that was read, to the last digit.
static void putPrice(QJsonObject &object, const QString &key, const QString &text)
{
    if (text == priceText(object.value(key)) && object.contains(key))
        return;
    if (text.isEmpty() || !priceProblem(text).isEmpty())
        object.remove(key);
    else
        object.insert(key, text.toDouble());
}

PricingRuleForm::PricingRuleForm(QWidget *parent)
    : ProviderForm(parent)
    , m_model(new QLineEdit)
    , m_rule(new OptionalCombo)
    , m_costType(new QComboBox)
    , m_costIn(new QLineEdit)
    , m_costOut(new QLineEdit)
    , m_enable(new QCheckBox(tr("The rule counts")))
    , m_prices(new QTableWidget(int(pricingUnits().size()), 2))
{
    auto *section = new FormSection(tr("Models"));
    addField(section, modelKey, tr("Model"), m_model);
    QList<OptionalCombo::Choice> rules;
    for (const auto &[rule, name] : enumNames(ModelRule()))
        rules.append({QString::fromLatin1(name), modelRuleText(rule)});
    m_rule->setChoices(rules);
    m_rule->setUnsetText(tr("as the service has it"));
    addField(section, ruleKey, tr("Model rule"), m_rule, {},
             tr("How the name of the model is compared. Of several rules that fit, the heaviest "
                "counts."));
    addField(section, enableKey, tr("Enabled"), m_enable);
    layout()->addWidget(section);

    auto *costs = new FormSection(tr("Prices"));
    m_costType->setEditable(true);
    m_costType->addItems({QStringLiteral("tokens"), QStringLiteral("images")});
    addField(costs, typeKey, tr("Cost type"), m_costType, {}, tr("What is counted."));
    for (const auto &[edit, key, label] :
         {std::tuple(m_costIn, inKey, tr("Cost in")), {m_costOut, outKey, tr("Cost out")}}) {
        edit->setFont(Theme::tabularFont());
        edit->setAlignment(Qt::AlignRight);
        addField(costs, key, label, edit, tr("$ a unit"));
        watch(edit, &QLineEdit::textEdited, key);
    }
    m_prices->setHorizontalHeaderLabels({tr("Unit"), tr("$ each")});
    m_prices->verticalHeader()->hide();
    m_prices->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_prices->horizontalHeader()->setHighlightSections(false);
    m_prices->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_prices->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_prices->setEditTriggers(editTriggers);
    m_prices->setTabKeyNavigation(false);
    m_prices->setShowGrid(false);
    // All of them: a table in a page that scrolls does not scroll itself.
    m_prices->verticalHeader()->setDefaultSectionSize(3 * grid);
    m_prices->setFixedHeight(m_prices->horizontalHeader()->sizeHint().height()
                             + m_prices->rowCount() * 3 * grid + 2 * m_prices->frameWidth());
    m_prices->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int row = 0; row < m_prices->rowCount(); ++row) {
        auto *unit = new QTableWidgetItem(pricingUnits().at(row));
        unit->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        m_prices->setItem(row, 0, unit);
        auto *price = new QTableWidgetItem;
        price->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_prices->setItem(row, 1, price);
    }
    addField(costs, pricingKey, tr("Token pricing"), m_prices, {},
             tr("Prices of single units, where cost in and cost out are not fine enough."));
    layout()->addWidget(costs);
    static_cast<QVBoxLayout *>(layout())->addStretch();

    watch(m_model, &QLineEdit::textEdited, modelKey);
    watch(m_rule, &OptionalCombo::valueChanged, ruleKey);
    watch(m_costType, &QComboBox::editTextChanged, typeKey);
    watch(m_enable, &QCheckBox::toggled, enableKey);
    watch(m_prices, &QTableWidget::itemChanged, pricingKey);
    connect(m_prices, &QTableWidget::currentItemChanged, this, &PricingRuleForm::showCell);
    setFocusProxy(m_model);
}

void PricingRuleForm::show(const QJsonObject &object)
{
    m_model->setText(object.value(modelKey).toString());
    m_rule->setValue(object.contains(ruleKey) ? Field<QString>(object.value(ruleKey).toString())
                                              : Field<QString>());
    m_costType->setEditText(object.value(typeKey).toString());
    m_enable->setChecked(object.value(enableKey).toBool());
    m_costIn->setText(priceText(object.value(inKey)));
    m_costOut->setText(priceText(object.value(outKey)));
    const QJsonObject prices = object.value(pricingKey).toObject();
    for (int row = 0; row < m_prices->rowCount(); ++row)
        m_prices->item(row, 1)->setText(priceText(prices.value(pricingUnits().at(row))));
}

QJsonObject PricingRuleForm::edited(QJsonObject object) const
{
    putText(object, modelKey, m_model->text().trimmed(), true);
    if (const Field<QString> rule = m_rule->value())
        object.insert(ruleKey, *rule);
    putText(object, typeKey, m_costType->currentText().trimmed());
    putFlag(object, enableKey, m_enable->isChecked());
    putPrice(object, inKey, m_costIn->text().trimmed());
    putPrice(object, outKey, m_costOut->text().trimmed());
    QJsonObject prices = object.value(pricingKey).toObject();
    for (int row = 0; row < m_prices->rowCount(); ++row)
        if (const auto *item = m_prices->item(row, 1))
            putPrice(prices, pricingUnits().at(row), item->text().trimmed());
    if (!prices.isEmpty() || object.contains(pricingKey))
        object.insert(pricingKey, prices);
    return object;
}

QString PricingRuleForm::pricesError() const
{
    for (int row = 0; row < m_prices->rowCount(); ++row) {
        const auto *item = m_prices->item(row, 1);
        const QString problem = item ? priceProblem(item->text().trimmed()) : QString();
        if (!problem.isEmpty())
            return QStringLiteral("%1: %2").arg(pricingUnits().at(row), problem);
    }
    return {};
}

// A PATCH leaves alone what it does not name, and takes no null.
QString PricingRuleForm::costError(const QString &key, const QLineEdit *edit) const
{
    const QString text = edit->text().trimmed();
    return !isNew() && text.isEmpty() && beginning().contains(key)
        ? tr("The service cannot take a price back; 0 makes it free.")
        : priceProblem(text);
}

QList<ProviderForm::Problem> PricingRuleForm::problems() const
{
    return {{modelKey, m_model->text().trimmed().isEmpty() ? tr("This is needed.") : QString()},
            {inKey, costError(inKey, m_costIn)},
            {outKey, costError(outKey, m_costOut)},
            {pricingKey, pricesError()}};
}

// Price lists name prices for a million.
void PricingRuleForm::showNotes()
{
    for (const auto &[key, edit] : {std::pair(inKey, m_costIn), {outKey, m_costOut}}) {
        const QString text = edit->text().trimmed();
        const bool isPrice = !text.isEmpty() && priceProblem(text).isEmpty();
        row(key)->setHelp(
            isPrice ? tr("$%1 for a million").arg(decimalText(text.toDouble() * 1'000'000))
                    : tr("Such as 0.0000004, which is $0.4 for a million."));
    }
}

// The page scrolls, not the table.
void PricingRuleForm::showCell()
{
    auto *area =
        parentWidget() ? qobject_cast<QScrollArea *>(parentWidget()->parentWidget()) : nullptr;
    const QTableWidgetItem *item = m_prices->currentItem();
    if (!area || !item)
        return;
    const QPoint at = m_prices->viewport()->mapTo(this, m_prices->visualItemRect(item).center());
    area->ensureVisible(area->horizontalScrollBar()->value(), at.y(), 0, 3 * grid);
}

void PricingRuleForm::setReadOnly(bool readOnly)
{
    for (QLineEdit *edit : {m_model, m_costIn, m_costOut})
        edit->setReadOnly(readOnly);
    m_rule->setReadOnly(readOnly);
    m_costType->setEnabled(!readOnly);
    m_enable->setEnabled(!readOnly);
    m_prices->setEditTriggers(readOnly ? QAbstractItemView::NoEditTriggers : editTriggers);
}

} // namespace gatehouse
