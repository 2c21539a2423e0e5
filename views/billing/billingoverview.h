// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/connectionpage.h"

#include <QHash>
#include <array>
#include <functional>

#include "models/domain/invoice.h"
#include "models/domain/usageseries.h"
#include "models/services/billingservice.h"
#include "views/billing/asked.h"

class QCheckBox;
class QLabel;

namespace gatehouse {

class BillingCard;
class MessageBar;
class Settings;
class StateStack;

// What is left, how long it lasts, and what is set up to keep it so.
class BillingOverview : public ConnectionPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingOverview)

public:
    enum Card { Balance, Payment, AutoTopUpCard, LimitCard, NextInvoice, UsageCard, CardCount };
    static constexpr int usageDays = 32; // a month and the day it began in

    BillingOverview(ConnectionModels *models, Settings *settings, QWidget *parent = nullptr);

    void refresh() override;
    bool isBusy() const override;
    bool hasError() const override;

    void setClock(const std::function<QDateTime()> &now) { m_now = now; }
    BillingCard *card(Card card) const { return m_cards[card]; }
    MessageBar *messages() const { return m_messages; }
    QCheckBox *notices() const { return m_notices; }

Q_SIGNALS:
    void pageRequested(int page); // of BillingView::Page

protected:
    void start() override;
    void stop() override;

private:
    QWidget *makeContent();
    QWidget *makeBar();
    void show();
    void showCards();
    void showState();
    void tellAlerts();
    void onNoticesToggled(bool on);
    template <class Self, class F> static void forEach(Self &self, F f);
    std::optional<CreditForecast> forecastNow() const;

    Settings *m_settings;
    std::function<QDateTime()> m_now = &QDateTime::currentDateTimeUtc;
    QDateTime m_askedAt;
    Asked<CreditBalance> m_balance;
    Asked<SpendingLimit> m_limit;
    Asked<InvoicePreview> m_preview;
    Asked<QList<UsageBucket>> m_usage;
    Asked<InvoiceHistory> m_invoices;
    QHash<QString, QString> m_told; // ids of alerts by key: what is dismissed stays so

    QLabel *m_status;
    QCheckBox *m_notices;
    MessageBar *m_messages;
    StateStack *m_stack;
    std::array<BillingCard *, CardCount> m_cards{};
};

} // namespace gatehouse
