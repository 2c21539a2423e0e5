// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/gateways/guardrailsgrid.h"

#include "views/common/fields.h"
#include "views/common/icons.h"
#include "views/common/plainlabel.h"
#include "views/gateways/gatewayfields.h"

#include <QGridLayout>
#include <QJsonObject>
#include <QScopedValueRollback>

namespace gatehouse {

static const QString ignored = QStringLiteral("");
static const QString sideKeys[] = {QStringLiteral("prompt"), QStringLiteral("response")};

static OptionalCombo *makeCombo()
{
    auto *combo = new OptionalCombo;
    combo->setChoices({{ignored, GuardrailsGrid::tr("Ignore")},
                       {QStringLiteral("FLAG"), GuardrailsGrid::tr("Flag")},
                       {QStringLiteral("BLOCK"), GuardrailsGrid::tr("Block")}});
    combo->setUnsetText(GuardrailsGrid::tr("mixed"));
    combo->setMinimumWidth(11 * grid);
    return combo;
}

static void setAction(OptionalCombo *combo, const Field<QString> &action)
{
    combo->setValue(action);
    combo->setItemIcon(combo->findData(QStringLiteral("FLAG")),
                       icon(Icon::Warning, Semantic::Warning));
    combo->setItemIcon(combo->findData(QStringLiteral("BLOCK")),
                       icon(Icon::Failure, Semantic::Error));
}

GuardrailsGrid::GuardrailsGrid(QWidget *parent)
    : JsonEditor(parent)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(2 * grid);
    m_layout->setVerticalSpacing(grid / 2);
    m_layout->setColumnStretch(3, 1);
    m_layout->addWidget(makePlainLabel(tr("Category"), Lettering::Heading), 0, 0);
    m_layout->addWidget(makePlainLabel(tr("All categories")), 1, 0);
    for (const Side side : {Prompt, Response}) {
        m_layout->addWidget(
            makePlainLabel(side == Prompt ? tr("Prompt") : tr("Response"), Lettering::Heading), 0,
            1 + side);
        m_all[side] = makeCombo();
        m_layout->addWidget(m_all[side], 1, 1 + side);
        connect(m_all[side], &OptionalCombo::valueChanged, this, [this, side] {
            if (const Field<QString> action = m_all[side]->value(); action && !m_settingAll)
                setAll(side, *action);
        });
    }
    for (const QString &category : gatewayfields::guardrailCategories())
        addRow(category);
    m_known = int(m_rows.size());
    setFocusProxy(m_all[Prompt]);
}

void GuardrailsGrid::addRow(const QString &category)
{
    Row row{category, makePlainLabel(gatewayfields::innerLabel(category)), {}};
    row.label->setToolTip(tr("In the API: %1").arg(category));
    const int at = 2 + int(m_rows.size());
    m_layout->addWidget(row.label, at, 0);
    for (const Side side : {Prompt, Response}) {
        row.combos[side] = makeCombo();
        row.combos[side]->setReadOnly(m_readOnly);
        m_layout->addWidget(row.combos[side], at, 1 + side);
        connect(row.combos[side], &OptionalCombo::valueChanged, this, [this, side] {
            if (m_settingAll || isShowing())
                return;
            showAll(side);
            onEdited();
        });
    }
    m_rows.append(row);
}

void GuardrailsGrid::setAll(Side side, const QString &action)
{
    {
        const QScopedValueRollback guard(m_settingAll, true);
        for (const Row &row : std::as_const(m_rows).first(m_known))
            setAction(row.combos[side], action);
        setAction(m_all[side], action);
    }
    onEdited();
}

void GuardrailsGrid::showAll(Side side)
{
    Field<QString> common = m_rows.constFirst().combos[side]->value();
    for (const Row &row : std::as_const(m_rows).first(m_known))
        if (row.combos[side]->value() != common)
            common = {};
    const QScopedValueRollback guard(m_settingAll, true);
    setAction(m_all[side], common);
}

void GuardrailsGrid::show(const QJsonValue &value)
{
    while (m_rows.size() > m_known) {
        const Row row = m_rows.takeLast();
        delete row.label;
        for (OptionalCombo *combo : row.combos)
            delete combo;
    }
    for (const QString &side : sideKeys)
        for (const QString &category : value.toObject().value(side).toObject().keys())
            if (std::none_of(m_rows.begin(), m_rows.end(),
                             [&](const Row &row) { return row.category == category; }))
                addRow(category);
    for (const Row &row : std::as_const(m_rows))
        for (const Side side : {Prompt, Response})
            setAction(row.combos[side],
                      value.toObject()
                          .value(sideKeys[side])
                          .toObject()
                          .value(row.category)
                          .toString(ignored));
    showAll(Prompt);
    showAll(Response);
}

QJsonValue GuardrailsGrid::edited(const QJsonValue &read) const
{
    QJsonObject guardrails = read.toObject();
    for (const Side side : {Prompt, Response}) {
        QJsonObject categories = guardrails.value(sideKeys[side]).toObject();
        for (const Row &row : m_rows) {
            const QString action = row.combos[side]->value().valueOr(ignored);
            if (action == categories.value(row.category).toString(ignored))
                continue; // as it came
            if (action == ignored)
                categories.remove(row.category);
            else
                categories.insert(row.category, action);
        }
        guardrails.insert(sideKeys[side], categories);
    }
    return guardrails;
}

void GuardrailsGrid::applyName()
{
    for (const Side side : {Prompt, Response}) {
        const QString which = side == Prompt ? tr("Prompt") : tr("Response");
        m_all[side]->setAccessibleName(tr("%1: All categories: %2").arg(name(), which));
        for (const Row &row : std::as_const(m_rows))
            row.combos[side]->setAccessibleName(
                QStringLiteral("%1: %2: %3")
                    .arg(name(), gatewayfields::innerLabel(row.category), which));
    }
}

void GuardrailsGrid::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (const Side side : {Prompt, Response}) {
        m_all[side]->setReadOnly(readOnly);
        for (const Row &row : std::as_const(m_rows))
            row.combos[side]->setReadOnly(readOnly);
    }
}

} // namespace gatehouse
