// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/billingservice.h"

#include "models/services/envelope.h"
#include "models/services/lostanswer.h"

#include <algorithm>

namespace gatehouse {

namespace {

template <class T> Result<T> done(const ApiResponse &response, const T &value)
{
    return readEnvelope(response).map([&value](const QJsonObject &) { return value; });
}

ApiRequest get(const QStringList &path, Urgency urgency, ApiRequest::Query query = {})
{
    ApiRequest request =
        ApiRequest::get(QStringList{QStringLiteral("billing")} + path, std::move(query));
    request.urgency = urgency;
    return request;
}

ApiRequest post(const QStringList &path, const QJsonObject &body)
{
    ApiRequest request = ApiRequest::post(QStringList{QStringLiteral("billing")} + path, body);
    request.urgency = Urgency::Awaited;
    return request;
}

ApiRequest remove(const QStringList &path)
{
    ApiRequest request = ApiRequest::remove(QStringList{QStringLiteral("billing")} + path);
    request.idempotent = false; // after a lost answer, it is looked up
    request.urgency = Urgency::Awaited;
    return request;
}

// What there is now, if it is as it was asked for.
template <class T, class Wanted>
Call<std::optional<T>> ifSo(const Call<T> &call, QObject *context, const Wanted &isWanted)
{
    CallSource<std::optional<T>> source;
    call.then(context, [source, isWanted](const Result<T> &now) {
        source.finish(now.map([&isWanted](const T &value) {
            return isWanted(value) ? std::optional<T>(value) : std::nullopt;
        }));
    });
    return source.call();
}

const QStringList configPath{QStringLiteral("topup"), QStringLiteral("config")};
const QStringList limitPath{QStringLiteral("spending-limit")};

// One that is made while pages are read moves another to the next page, where it comes again.
bool isAmong(const Invoice &invoice, const QList<Invoice> &invoices)
{
    return !invoice.number.valueOr({}).isEmpty()
        && std::any_of(invoices.begin(), invoices.end(),
                       [&invoice](const Invoice &other) { return other.number == invoice.number; });
}

void readInvoicePage(ApiClient *client, const ApiRequest &request, int page, int maxPages,
                     const InvoiceHistory &soFar, const CallSource<InvoiceHistory> &source)
{
    ApiRequest pageRequest = request;
    if (page > 1)
        pageRequest.query.append({QStringLiteral("page"), QString::number(page)});
    const auto call = client->call<InvoicePage>(pageRequest, readResult<InvoicePage>);
    source.onCancel([call] { call.cancel(); });
    call.then(client, [=](const Result<InvoicePage> &answer) {
        if (!source.call().isRunning())
            return;
        if (!answer)
            return source.finish(tl::make_unexpected(answer.error()));
        const QList<Invoice> added = withRowIds(answer->invoices);
        const bool repeats = page > 1 && !soFar.invoices.isEmpty() && !added.isEmpty()
            && soFar.invoices.constFirst() == added.constFirst();
        InvoiceHistory all{soFar.invoices, answer->pagination, false};
        for (const Invoice &invoice : added)
            if (!repeats && !isAmong(invoice, soFar.invoices))
                all.invoices.append(invoice);
        all.isWhole = !answer->pagination.hasMore;
        if (all.isWhole || repeats || added.isEmpty() || page == maxPages) {
            all.invoices = withRowIds(all.invoices);
            return source.finish(all);
        }
        readInvoicePage(client, request, page + 1, maxPages, all, source);
    });
}

} // namespace

BillingService::BillingService(ApiClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Call<CreditBalance> BillingService::balance(Urgency urgency)
{
    return m_client->call<CreditBalance>(get({QStringLiteral("credit-balance")}, urgency),
                                         readResult<CreditBalance>);
}

Call<QList<UsageBucket>> BillingService::usage(UsageWindow window, const TimeRange &range,
                                               Urgency urgency)
{
    struct History
    {
        QList<UsageBucket> buckets;
        static void visit(History &self, JsonReader &visitor) { visitor("history", self.buckets); }
    };
    const auto ms = [](const QDateTime &time) { return QString::number(time.toMSecsSinceEpoch()); };
    const auto decode = [range](const ApiResponse &response) -> Result<QList<UsageBucket>> {
        return readResult<History>(response).map([&range](History history) {
            history.buckets.removeIf(
                [&range](const UsageBucket &bucket) { return !range.contains(bucket.start); });
            std::sort(history.buckets.begin(), history.buckets.end(),
                      [](const UsageBucket &a, const UsageBucket &b) { return a.start < b.start; });
            return history.buckets;
        });
    };
    return m_client->call<QList<UsageBucket>>(
        get({QStringLiteral("usage-history")}, urgency,
            {{QStringLiteral("value_grouping_window"), OpenEnum<UsageWindow>(window).text()},
             {QStringLiteral("start_time"), ms(range.from)},
             {QStringLiteral("end_time"), ms(range.to)}}),
        decode);
}

Call<InvoiceHistory> BillingService::invoices(InvoiceType type, int maxPages, Urgency urgency)
{
    CallSource<InvoiceHistory> source;
    readInvoicePage(m_client,
                    get({QStringLiteral("invoice-history")}, urgency,
                        {{QStringLiteral("type"), OpenEnum<InvoiceType>(type).text()}}),
                    1, maxPages, {}, source);
    return source.call();
}

Call<InvoicePreview> BillingService::preview(Urgency urgency)
{
    return m_client->call<InvoicePreview>(get({QStringLiteral("invoice-preview")}, urgency),
                                          readResult<InvoicePreview>);
}

Call<TopupLimits> BillingService::topupLimits(Urgency urgency)
{
    return m_client->call<TopupLimits>(
        get({QStringLiteral("topup"), QStringLiteral("limits")}, urgency), readResult<TopupLimits>);
}

Call<TopupReceipt> BillingService::topUp(qint64 cents, std::chrono::milliseconds timeout)
{
    ApiRequest request = post({QStringLiteral("topup")}, {{"amount", cents}});
    request.timeout = timeout;
    const auto decode = [](const ApiResponse &response) {
        return readResult<TopupReceipt>(response).map([](TopupReceipt receipt) {
            receipt.needsConfirmation =
                receipt.unknown.take(QStringLiteral("client_secret")).isString();
            return receipt;
        });
    };
    return m_client->call<TopupReceipt>(request, decode);
}

Call<TopupStatus> BillingService::topupStatus(const InvoiceId &invoice)
{
    ApiRequest request = post({QStringLiteral("topup"), QStringLiteral("status")},
                              {{"payment_intent_id", invoice.value}});
    request.idempotent = true;
    request.writes = false;
    request.urgency = Urgency::Visible;
    return m_client->call<TopupStatus>(request, readResult<TopupStatus>);
}

Call<AutoTopup> BillingService::autoTopup(Urgency urgency)
{
    return m_client->call<AutoTopup>(get(configPath, urgency), readResult<AutoTopup>);
}

// Setting the same again changes nothing more, so a lost answer is settled by looking. What was
// switched off is on again.
Call<AutoTopup> BillingService::writeAutoTopup(const AutoTopup &autoTopup)
{
    const QJsonObject body{{"amount", autoTopup.amount.valueOr(0)},
                           {"threshold", autoTopup.threshold.valueOr(0)}};
    const LostAnswer words{tr("set auto top-up"), tr("It is set as it was asked for."),
                           tr("It is not set so.")};
    const auto decode = [](const ApiResponse &response) {
        return readResult<AutoTopup>(response).map([](AutoTopup now) {
            now.disabledReason = Field<QString>::null();
            return now;
        });
    };
    const auto isSet = [autoTopup](const AutoTopup &now) {
        return now.amount == autoTopup.amount && now.threshold == autoTopup.threshold
            && !now.isDisabled();
    };
    const auto call =
        lookedUp(m_client->call<AutoTopup>(post(configPath, body), decode), this, m_client, words,
                 [this, isSet] { return ifSo(this->autoTopup(Urgency::Awaited), this, isSet); });
    return withEffect(call, this, [this](const AutoTopup &) { Q_EMIT changed(); });
}

Call<SaveOutcome<AutoTopup>> BillingService::setAutoTopup(const AutoTopup &base,
                                                          const AutoTopup &mine)
{
    return saveGuarded<AutoTopup>(
        this,
        {.read = [this] { return autoTopup(Urgency::Awaited); },
         .write = [this](const AutoTopup &value) { return writeAutoTopup(value); },
         .rules = {.serviceOwned = {QStringLiteral("disabledReason"), QStringLiteral("error"),
                                    QStringLiteral("lastFailedAt")}}},
        base, mine);
}

Call<AutoTopup> BillingService::removeAutoTopup()
{
    const LostAnswer words{tr("remove auto top-up"), tr("It is off: it was removed."),
                           tr("It is still set.")};
    const auto isRemoved = [](const AutoTopup &now) { return !now.isConfigured(); };
    const auto call = lookedUp(m_client->call<AutoTopup>(remove(configPath),
                                                         [](const ApiResponse &response) {
                                                             return done(response, AutoTopup{});
                                                         }),
                               this, m_client, words, [this, isRemoved] {
                                   return ifSo(autoTopup(Urgency::Awaited), this, isRemoved);
                               });
    return withEffect(call, this, [this](const AutoTopup &) { Q_EMIT changed(); });
}

Call<SpendingLimit> BillingService::spendingLimit(Urgency urgency)
{
    return m_client->call<SpendingLimit>(get(limitPath, urgency), readResult<SpendingLimit>);
}

Call<SpendingLimitConfig> BillingService::limitConfig()
{
    return m_client->call<SpendingLimitConfig>(
        get(limitPath, Urgency::Awaited), [](const ApiResponse &response) {
            return readResult<SpendingLimit>(response).map(
                [](const SpendingLimit &limit) { return limit.config; });
        });
}

Call<SpendingLimitConfig> BillingService::writeSpendingLimit(const SpendingLimitConfig &limit)
{
    SpendingLimitConfig body = limit;
    body.unknown = {}; // which the service refuses
    const LostAnswer words{tr("set the spending limit"), tr("It is set as it was asked for."),
                           tr("It is not set so.")};
    const auto isSet = [limit](const SpendingLimitConfig &now) {
        return now.amount == limit.amount && now.duration == limit.duration
            && now.strategy == limit.strategy;
    };
    const auto call =
        lookedUp(m_client->call<SpendingLimitConfig>(
                     post(limitPath, toJson(body).toObject()),
                     [limit](const ApiResponse &response) { return done(response, limit); }),
                 this, m_client, words, [this, isSet] { return ifSo(limitConfig(), this, isSet); });
    return withEffect(call, this, [this](const SpendingLimitConfig &) { Q_EMIT changed(); });
}

Call<SaveOutcome<SpendingLimitConfig>>
BillingService::setSpendingLimit(const SpendingLimitConfig &base, const SpendingLimitConfig &mine)
{
    return saveGuarded<SpendingLimitConfig>(
        this,
        {.read = [this] { return limitConfig(); },
         .write = [this](const SpendingLimitConfig &value) { return writeSpendingLimit(value); }},
        base, mine);
}

Call<SpendingLimit> BillingService::removeSpendingLimit()
{
    const LostAnswer words{tr("remove the spending limit"), tr("None is set: it was removed."),
                           tr("It is still set.")};
    const auto isRemoved = [](const SpendingLimit &now) { return !now.isSet(); };
    const auto call =
        lookedUp(m_client->call<SpendingLimit>(
                     remove(limitPath),
                     [](const ApiResponse &response) { return done(response, SpendingLimit{}); }),
                 this, m_client, words, [this, isRemoved] {
                     return ifSo(spendingLimit(Urgency::Awaited), this, isRemoved);
                 });
    return withEffect(call, this, [this](const SpendingLimit &) { Q_EMIT changed(); });
}

bool isRetired(const ApiError &error)
{
    return error.httpStatus == 403
        && (error.message.contains(u"deprecated", Qt::CaseInsensitive)
            || error.message.contains(u"retired", Qt::CaseInsensitive)
            || error.message.contains(u"no longer", Qt::CaseInsensitive));
}

} // namespace gatehouse
