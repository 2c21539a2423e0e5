// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/invoice.h"
#include "models/domain/overview.h"
#include "models/services/apiclient.h"
#include "models/services/saveguard.h"

namespace gatehouse {

// As many invoices as were asked for, the newest first, as the service orders them.
struct InvoiceHistory
{
    QList<Invoice> invoices;
    Pagination pagination; // of the last page that was read
    bool isWhole = true; // false: there are more than were read
};

enum class InvoiceType { All, Auto, Manual };
constexpr std::array<std::pair<InvoiceType, const char *>, 3> enumNames(InvoiceType)
{
    return {
        {{InvoiceType::All, "all"}, {InvoiceType::Auto, "auto"}, {InvoiceType::Manual, "manual"}}};
}

// GET /billing/credit-balance, usage-history, invoice-history, invoice-preview; POST /billing/topup
// and topup/status; GET /billing/topup/limits; GET/POST/DELETE /billing/topup/config and
// spending-limit.
class BillingService : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BillingService)

public:
    static constexpr int maxInvoicePages = 10;

    explicit BillingService(ApiClient *client, QObject *parent = nullptr);

    Call<CreditBalance> balance(Urgency urgency = Urgency::Visible);
    // Whole hours or days of UTC; what begins outside the range is left out.
    Call<QList<UsageBucket>> usage(UsageWindow window, const TimeRange &range,
                                   Urgency urgency = Urgency::Visible);
    // The API declares no page to ask for, only that there are more: what goes beyond the first is
    // asked for as in its other lists, and a service that ignores that is found out.
    Call<InvoiceHistory> invoices(InvoiceType type, int maxPages = maxInvoicePages,
                                  Urgency urgency = Urgency::Visible);
    Call<InvoicePreview> preview(Urgency urgency = Urgency::Visible);
    Call<TopupLimits> topupLimits(Urgency urgency = Urgency::Visible);

    // Moves money: only Topups calls it, which knows what to do when the answer is lost.
    Call<TopupReceipt> topUp(qint64 cents, std::chrono::milliseconds timeout);
    // A question, although the API has it as a POST.
    Call<TopupStatus> topupStatus(const InvoiceId &invoice);

    Call<AutoTopup> autoTopup(Urgency urgency = Urgency::Visible);
    Call<SaveOutcome<AutoTopup>> setAutoTopup(const AutoTopup &base, const AutoTopup &mine);
    Call<AutoTopup> removeAutoTopup(); // what is left of it

    Call<SpendingLimit> spendingLimit(Urgency urgency = Urgency::Visible);
    Call<SaveOutcome<SpendingLimitConfig>> setSpendingLimit(const SpendingLimitConfig &base,
                                                            const SpendingLimitConfig &mine);
    Call<SpendingLimit> removeSpendingLimit();

Q_SIGNALS:
    // Done by this program: the balance, the invoices, a setting.
    void changed();

private:
    Call<AutoTopup> writeAutoTopup(const AutoTopup &autoTopup);
    Call<SpendingLimitConfig> writeSpendingLimit(const SpendingLimitConfig &limit);
    Call<SpendingLimitConfig> limitConfig();

    ApiClient *m_client;
};

// The limit can no longer be set: the vendor has retired it.
bool isRetired(const ApiError &error);

} // namespace gatehouse
