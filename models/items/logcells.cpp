// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/logcells.h"

#include "models/domain/format.h"
#include "models/items/logtablemodel.h"

namespace gatehouse {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::LogTableModel)
};
using Column = LogTableModel::Column;

template <class T, class Text> QString fieldText(const Field<T> &field, Text text)
{
    return field ? QString(text(*field)) : field.isNull() ? Tr::tr("none") : QString();
}

QString sameText(const QString &text)
{
    return text;
}

QString yesNo(bool yes)
{
    return yes ? Tr::tr("yes") : Tr::tr("no");
}

QString statusText(const Log &log)
{
    if (!log.statusCode)
        return log.success ? Tr::tr("succeeded") : Tr::tr("failed");
    const QString code = QString::number(*log.statusCode);
    return log.success ? code : Tr::tr("%1 failed").arg(code);
}

QString displayText(const Log &log, int column, const TimeDisplay &time)
{
    switch (column) {
    case Column::CreatedColumn:
        return time.text(log.createdAt);
    case Column::StatusColumn:
        return statusText(log);
    case Column::ProviderColumn:
        return log.provider;
    case Column::ModelColumn:
        return log.model;
    case Column::DurationColumn:
        return format::duration(double(log.duration));
    case Column::TokensInColumn:
        return fieldText(log.tokensIn, format::count);
    case Column::TokensOutColumn:
        return fieldText(log.tokensOut, format::count);
    case Column::CostColumn:
        return fieldText(log.cost, format::dollars);
    case Column::CachedColumn:
        return yesNo(log.cached);
    case Column::StepColumn:
        return fieldText(log.step, format::count);
    case Column::PathColumn:
        return log.path;
    case Column::ModelTypeColumn:
        return fieldText(log.modelType, sameText);
    case Column::RequestTypeColumn:
        return fieldText(log.requestType, sameText);
    case Column::RequestContentTypeColumn:
        return fieldText(log.requestContentType, sameText);
    case Column::ResponseContentTypeColumn:
        return fieldText(log.responseContentType, sameText);
    case Column::MetadataColumn:
        return fieldText(log.metadata, sameText);
    case Column::CustomCostColumn:
        return fieldText(log.customCost, yesNo);
    case Column::SuccessColumn:
        return yesNo(log.success);
    case Column::IdColumn:
        return log.id.value;
    default:
        return {};
    }
}

template <class T> QVariant sortValue(const Field<T> &field)
{
    return field ? QVariant::fromValue(*field) : QVariant();
}

QVariant sortValueOf(const Log &log, int column, const TimeDisplay &time)
{
    switch (column) {
    case Column::CreatedColumn:
        return log.createdAt;
    case Column::StatusColumn:
        return sortValue(log.statusCode);
    case Column::DurationColumn:
        return log.duration;
    case Column::TokensInColumn:
        return sortValue(log.tokensIn);
    case Column::TokensOutColumn:
        return sortValue(log.tokensOut);
    case Column::CostColumn:
        return sortValue(log.cost);
    case Column::CachedColumn:
        return log.cached;
    case Column::StepColumn:
        return sortValue(log.step);
    case Column::CustomCostColumn:
        return sortValue(log.customCost);
    case Column::SuccessColumn:
        return log.success;
    default:
        return displayText(log, column, time);
    }
}

// What the cell itself cannot show, or not in full.
QVariant toolTip(const Log &log, int column, const TimeDisplay &time)
{
    switch (column) {
    case Column::CreatedColumn:
        return time.preciseText(log.createdAt);
    case Column::StatusColumn:
        if (!log.statusCode)
            return Tr::tr("The service did not report the HTTP status.");
        return log.success ? Tr::tr("HTTP status %1, succeeded").arg(*log.statusCode)
                           : Tr::tr("HTTP status %1, failed").arg(*log.statusCode);
    case Column::DurationColumn:
        return Tr::tr("%1 ms").arg(format::count(log.duration));
    case Column::CostColumn:
        if (log.cost)
            return log.customCost.valueOr(false) ? Tr::tr("Priced by the caller's header")
                                                 : Tr::tr("An estimate");
        break;
    case Column::CachedColumn:
        return log.cached ? Tr::tr("Answered from the cache") : Tr::tr("Answered by the provider");
    default:
        break;
    }
    const QString text = displayText(log, column, time);
    return text.isEmpty() ? Tr::tr("The service did not report this.") : text;
}

struct Header
{
    QString title;
    QString explanation; // with the API's field in brackets
};

Header headerOf(int column)
{
    switch (column) {
    case Column::CreatedColumn:
        return {Tr::tr("Created"), Tr::tr("When the request came (created_at)")};
    case Column::StatusColumn:
        return {Tr::tr("Status"),
                Tr::tr("The HTTP status, and whether the request failed (status_code, success)")};
    case Column::ProviderColumn:
        return {Tr::tr("Provider"), Tr::tr("Who runs the model (provider)")};
    case Column::ModelColumn:
        return {Tr::tr("Model"), Tr::tr("The model that answered (model)")};
    case Column::DurationColumn:
        return {Tr::tr("Duration"),
                Tr::tr("From the request to the end of the answer, in milliseconds (duration)")};
    case Column::TokensInColumn:
        return {Tr::tr("Tokens in"), Tr::tr("Tokens of the request (tokens_in)")};
    case Column::TokensOutColumn:
        return {Tr::tr("Tokens out"), Tr::tr("Tokens of the response (tokens_out)")};
    case Column::CostColumn:
        return {Tr::tr("Cost"), Tr::tr("What it cost in US dollars, an estimate (cost)")};
    case Column::CachedColumn:
        return {Tr::tr("Cached"), Tr::tr("Whether the cache answered (cached)")};
    case Column::StepColumn:
        return {Tr::tr("Step"),
                Tr::tr("Counts the retries and fallbacks within one request (step)")};
    case Column::PathColumn:
        return {Tr::tr("Path"), Tr::tr("The provider's path that was called (path)")};
    case Column::ModelTypeColumn:
        return {Tr::tr("Model type"), Tr::tr("The kind of model (model_type)")};
    case Column::RequestTypeColumn:
        return {Tr::tr("Request type"), Tr::tr("The kind of request (request_type)")};
    case Column::RequestContentTypeColumn:
        return {Tr::tr("Request content type"),
                Tr::tr("The media type of the request's body (request_content_type)")};
    case Column::ResponseContentTypeColumn:
        return {Tr::tr("Response content type"),
                Tr::tr("The media type of the response's body (response_content_type)")};
    case Column::MetadataColumn:
        return {Tr::tr("Metadata"), Tr::tr("What the caller attached, as JSON (metadata)")};
    case Column::CustomCostColumn:
        return {Tr::tr("Custom cost"),
                Tr::tr("Whether the caller's header set the price (custom_cost)")};
    case Column::SuccessColumn:
        return {Tr::tr("Success"), Tr::tr("Whether the request succeeded (success)")};
    case Column::IdColumn:
        return {Tr::tr("Id"), Tr::tr("The log's identifier (id)")};
    default:
        return {};
    }
}

} // namespace

QVariant logCell(const Log &log, int column, int role, const TimeDisplay &time)
{
    switch (role) {
    case Qt::DisplayRole:
        return displayText(log, column, time);
    case Qt::ToolTipRole:
        return toolTip(log, column, time);
    case TableModel::SortRole:
        return sortValueOf(log, column, time);
    case TableModel::IdRole:
        return log.id.value;
    case LogTableModel::SuccessRole:
        return log.success;
    default:
        return {};
    }
}

bool isSameRequest(const Log &one, const Log &other)
{
    if (!one.step || !other.step || *one.step == *other.step)
        return false;
    const Log &first = *one.step < *other.step ? one : other;
    const Log &second = *one.step < *other.step ? other : one;
    constexpr qint64 longestPause = 60'000; // ms, after the step before has ended
    const qint64 after = first.createdAt.msecsTo(second.createdAt);
    const qint64 steps = *second.step - *first.step;
    return after >= 0 && after <= (first.duration + longestPause) * steps && one.path == other.path
        && one.metadata == other.metadata && one.requestType == other.requestType
        && (!one.tokensIn || !other.tokensIn || *one.tokensIn == *other.tokensIn);
}

bool isLogNumber(int column)
{
    switch (column) {
    case Column::DurationColumn:
    case Column::TokensInColumn:
    case Column::TokensOutColumn:
    case Column::CostColumn:
    case Column::StepColumn:
        return true;
    default:
        return false;
    }
}

QString logField(int column)
{
    switch (column) {
    case Column::CreatedColumn:
        return QStringLiteral("created_at");
    case Column::StatusColumn:
        return QStringLiteral("status_code");
    case Column::ProviderColumn:
        return QStringLiteral("provider");
    case Column::ModelColumn:
        return QStringLiteral("model");
    case Column::DurationColumn:
        return QStringLiteral("duration");
    case Column::TokensInColumn:
        return QStringLiteral("tokens_in");
    case Column::TokensOutColumn:
        return QStringLiteral("tokens_out");
    case Column::CostColumn:
        return QStringLiteral("cost");
    case Column::CachedColumn:
        return QStringLiteral("cached");
    case Column::StepColumn:
        return QStringLiteral("step");
    case Column::PathColumn:
        return QStringLiteral("path");
    case Column::ModelTypeColumn:
        return QStringLiteral("model_type");
    case Column::RequestTypeColumn:
        return QStringLiteral("request_type");
    case Column::RequestContentTypeColumn:
        return QStringLiteral("request_content_type");
    case Column::ResponseContentTypeColumn:
        return QStringLiteral("response_content_type");
    case Column::MetadataColumn:
        return QStringLiteral("metadata");
    case Column::CustomCostColumn:
        return QStringLiteral("custom_cost");
    case Column::SuccessColumn:
        return QStringLiteral("success");
    case Column::IdColumn:
        return QStringLiteral("id");
    default:
        return {};
    }
}

QVariant logHeader(int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return headerOf(column).title;
    case Qt::ToolTipRole:
        if (LogTableModel::orderOf(column))
            return headerOf(column).explanation;
        return Tr::tr("%1\nThe service cannot sort by it.").arg(headerOf(column).explanation);
    default:
        return {};
    }
}

} // namespace gatehouse
