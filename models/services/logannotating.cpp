// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/logannotating.h"

namespace gatehouse {

static bool editsMetadata(const QJsonObject &edits)
{
    return edits.contains(QLatin1String("metadata"));
}

Call<LogAnnotations> readAnnotations(LogService *service, const GatewayId &gateway, const LogId &id,
                                     const LogAnnotations &base, const QJsonObject &edits)
{
    CallSource<LogAnnotations> source;
    if (!editsMetadata(edits)) {
        source.finish(base);
        return source.call();
    }
    const Call<Log> call = service->detail(gateway, id, Urgency::Awaited);
    source.onCancel([call] { call.cancel(); });
    call.then(service, [source](const Result<Log> &log) { source.finish(log.map(annotationsOf)); });
    return source.call();
}

// Whether the one log is found with its feedback. A service that ignored the filters would list
// others, too.
static Call<bool> hasFeedback(LogService *service, const GatewayId &gateway, const LogId &id,
                              const QJsonArray &anyOf)
{
    LogQuery query;
    query.filters = {{QStringLiteral("id"), FilterOperator::Eq, {id.value}},
                     {QStringLiteral("feedback"), FilterOperator::Eq, anyOf}};
    CallSource<bool> source;
    service->list(gateway, query, {.number = 1, .size = 2, .urgency = Urgency::Awaited})
        .then(service, [source, id](const Result<LogPage> &page) {
            source.finish(page.map([&](const LogPage &found) {
                return found.logs.size() == 1 && found.logs.constFirst().id == id;
            }));
        });
    return source.call();
}

Call<std::optional<LogAnnotations>> seenAnnotations(LogService *service, const GatewayId &gateway,
                                                    const LogId &id, const LogAnnotations &written,
                                                    const QJsonObject &edits)
{
    using Seen = std::optional<LogAnnotations>;
    CallSource<Seen> source;
    if (editsMetadata(edits)) {
        service->detail(gateway, id, Urgency::Awaited).then(service, [=](const Result<Log> &log) {
            source.finish(log.map([&](const Log &found) {
                const bool isSame =
                    annotationsOf(found).metadata.valueOr({}) == written.metadata.valueOr({});
                return isSame ? Seen(written) : Seen();
            }));
        });
    } else if (edits.contains(QLatin1String("feedback"))) {
        const bool isSet = written.feedback.hasValue();
        hasFeedback(service, gateway, id,
                    isSet ? QJsonArray{*written.feedback} : QJsonArray{-1, 0, 1})
            .then(service, [=](const Result<bool> &found) {
                source.finish(
                    found.map([&](bool is) { return is == isSet ? Seen(written) : Seen(); }));
            });
    } else {
        source.finish(tl::make_unexpected(
            ApiError::protocol(LogService::tr("the service does not say which score a log has"))));
    }
    return source.call();
}

} // namespace gatehouse
