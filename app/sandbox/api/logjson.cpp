// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/logjson.h"

#include "app/sandbox/logs/logid.h"

namespace sandbox {

Json logJson(const LogRow &row, std::uint32_t gateway, const LogStore &store)
{
    Json log = {{"id", logId(gateway, row)},
                {"created_at", isoTime(row.createdAt)},
                {"cached", row.has(CachedFlag)},
                {"cost", row.cost},
                {"custom_cost", row.has(CustomCostFlag)},
                {"duration", row.duration},
                {"status_code", row.status},
                {"step", row.step},
                {"success", row.has(SuccessFlag)}};
    log["tokens_in"] = row.tokensIn == noTokens ? Json() : Json(row.tokensIn);
    log["tokens_out"] = row.tokensOut == noTokens ? Json() : Json(row.tokensOut);
    const std::pair<const char *, Text> texts[]{
        {"provider", Text::Provider},
        {"model", Text::Model},
        {"model_type", Text::ModelType},
        {"request_type", Text::RequestType},
        {"request_content_type", Text::RequestContentType},
        {"response_content_type", Text::ResponseContentType},
        {"path", Text::Path},
        {"metadata", Text::Metadata}};
    for (const auto &[name, column] : texts) {
        if (row.text(column) != noText) {
            log[name] = store.texts(column).text(row.text(column));
        }
    }
    return log;
}

} // namespace sandbox
