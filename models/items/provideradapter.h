// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/gatewaymodel.h"
#include "models/items/providerrow.h"
#include "models/services/connection.h"
#include "models/services/customproviderservice.h"
#include "models/services/ngrokservice.h"
#include "models/services/providerconfigservice.h"

#include <QMap>

namespace gatehouse {

// What one back end contributes to the list of providers. It fares by itself: rows that could not
// be read again stay, with the failure beside them.
class ProviderAdapter : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderAdapter)

public:
    struct Failure
    {
        QString what; // “ngrok's providers”
        ApiError error;
    };

    using QObject::QObject;

    virtual void refresh(Urgency urgency) = 0;
    virtual QList<ProviderRow> rows() const = 0;
    virtual bool isLoading() const = 0;
    virtual QList<Failure> failures() const = 0;

Q_SIGNALS:
    void changed();
};

// One list that is asked for as a whole.
template <class T> struct ProviderPart
{
    QList<T> values;
    Call<QList<T>> call;
    // Until its answer is taken: a call has ended a moment before.
    bool isAsked = false;
    int question = 0; // the newest
    std::optional<ApiError> error;
};

// Custom providers of the account, and the keys of one gateway or of all.
class CloudflareProviders : public ProviderAdapter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloudflareProviders)

public:
    // gateway: empty: all of gateways, which are read elsewhere.
    CloudflareProviders(Connection *connection, GatewayModel *gateways, const GatewayId &gateway,
                        QObject *parent = nullptr);

    void refresh(Urgency urgency) override;
    QList<ProviderRow> rows() const override;
    bool isLoading() const override;
    QList<Failure> failures() const override;

private:
    void refreshKeys(const GatewayId &gateway, Urgency urgency);
    void refreshAllKeys(Urgency urgency);
    void onCustomSaved(const CustomProvider &provider);
    void onCustomRemoved(const CustomProviderId &id);

    Connection *m_connection;
    GatewayModel *m_gateways;
    GatewayId m_gateway;
    bool m_waiting = false; // for the gateways
    ProviderPart<CustomProvider> m_custom;
    QMap<QString, ProviderPart<ProviderConfig>> m_keys; // by gateway
};

class NgrokProviders : public ProviderAdapter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NgrokProviders)

public:
    explicit NgrokProviders(Connection *connection, QObject *parent = nullptr);

    void refresh(Urgency urgency) override;
    QList<ProviderRow> rows() const override;
    bool isLoading() const override;
    QList<Failure> failures() const override;

private:
    Connection *m_connection;
    ProviderPart<NgrokProvider> m_providers;
};

} // namespace gatehouse
