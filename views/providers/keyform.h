// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/gateway.h"
#include "views/providers/providerform.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace gatehouse {

class OptionalSpinBox;
class SecretField;

// A new key of a gateway. The secret is in its field until it is sent, and nowhere else.
class KeyForm : public ProviderForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyForm)

public:
    explicit KeyForm(QWidget *parent = nullptr);

    // Of those that there are; one that is fixed stands alone.
    void setGateways(const QList<Gateway> &gateways, const GatewayId &chosen);
    void updateGateways(const QList<Gateway> &gateways); // what there is by now
    void setSlugs(const QStringList &custom); // beside those that every gateway knows
    void setTaken(const QStringList &keys); // “gateway slug alias”
    GatewayId gateway() const;

    void setReadOnly(bool readOnly) override;
    void forgetSecrets() override;
    SecretField *secret() const { return m_secret; }

Q_SIGNALS:
    void storeRequested(const gatehouse::GatewayId &gateway); // where it could get one

protected:
    void show(const QJsonObject &object) override;
    QJsonObject edited(QJsonObject object) const override;
    QList<Problem> problems() const override;
    void showNotes() override;

private:
    const Gateway *known() const; // nullptr: nothing but its name is
    QString gatewayProblem() const;
    QString aliasProblem() const;

    QList<Gateway> m_known;
    QStringList m_taken;
    QComboBox *m_gateway;
    QWidget *m_storeLine;
    QPushButton *m_openStore;
    QComboBox *m_slug;
    QLineEdit *m_alias;
    QCheckBox *m_default;
    SecretField *m_secret;
    QLineEdit *m_secretId;
    OptionalSpinBox *m_limit;
    OptionalSpinBox *m_period;
};

// A new secret for a key that is there; the service changes nothing else of it.
class SecretForm : public ProviderForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretForm)

public:
    explicit SecretForm(QWidget *parent = nullptr);

    void setReadOnly(bool readOnly) override;
    void forgetSecrets() override;

protected:
    void show(const QJsonObject &object) override;
    QJsonObject edited(QJsonObject object) const override;
    QList<Problem> problems() const override;

private:
    SecretField *m_secret;
};

} // namespace gatehouse
