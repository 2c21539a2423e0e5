// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/providers/providerform.h"

class QCheckBox;
class QComboBox;
class QTableWidget;

namespace gatehouse {

class OptionalCombo;

// What models of a custom provider cost. Prices are decimals in dollars for one unit.
class PricingRuleForm : public ProviderForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PricingRuleForm)

public:
    explicit PricingRuleForm(QWidget *parent = nullptr);

    void setReadOnly(bool readOnly) override;
    QTableWidget *prices() const { return m_prices; }

protected:
    void show(const QJsonObject &object) override;
    QJsonObject edited(QJsonObject object) const override;
    QList<Problem> problems() const override;
    void showNotes() override;

private:
    void showCell();
    QString pricesError() const;
    QString costError(const QString &key, const QLineEdit *edit) const;

    QLineEdit *m_model;
    OptionalCombo *m_rule;
    QComboBox *m_costType;
    QLineEdit *m_costIn;
    QLineEdit *m_costOut;
    QCheckBox *m_enable;
    QTableWidget *m_prices;
};

} // namespace gatehouse
