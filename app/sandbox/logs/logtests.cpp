// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/logtests.h"

#include "app/sandbox/logs/columntests.h"
#include "app/sandbox/logs/texttests.h"

#include <algorithm>

namespace sandbox {

namespace {

template <typename Get> std::unique_ptr<LogTest> numberTest(const Term &term)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (term.op == Operator::Contains) {
        return std::make_unique<RowTest>(
            [matches = textMatcher(term)](const Chunk &chunk, std::size_t i) {
                const double value = Get::at(chunk, i);
                return !std::isnan(value) && matches(Get::text(value));
            },
            Get::editable);
    }
    std::vector<double> values;
    for (const Json &value : term.values) {
        if (!value.is_null()) {
            values.push_back(value.get<double>());
        }
    }
    if (term.op == Operator::Equal || term.op == Operator::NotEqual) {
        const bool orNull = values.size() != term.values.size();
        return std::make_unique<ValuesTest<Get>>(std::move(values), orNull,
                                                 term.op == Operator::NotEqual);
    }
    if (values.empty()) { // nothing is less or greater than null
        return std::make_unique<RangeTest<Get>>(infinity, -infinity);
    }
    const auto [least, most] = std::ranges::minmax(values);
    switch (term.op) {
    case Operator::Less:
        return std::make_unique<RangeTest<Get>>(-infinity, most);
    case Operator::AtMost:
        return std::make_unique<RangeTest<Get>>(-infinity, std::nextafter(most, infinity));
    case Operator::AtLeast:
        return std::make_unique<RangeTest<Get>>(std::nextafter(least, -infinity), infinity);
    default:
        return std::make_unique<RangeTest<Get>>(least, infinity);
    }
}

std::unique_ptr<LogTest> flagTest(const Term &term, LogFlag flag)
{
    const bool wanted = term.op == Operator::Equal;
    const auto accepted = [&](bool value) {
        return (std::ranges::find(term.values, Json(value)) != term.values.end()) == wanted;
    };
    return std::make_unique<FlagTest>(flag, accepted(false), accepted(true));
}

const std::map<std::string, LogFlag> flagKeys{{"success", SuccessFlag},
                                              {"cached", CachedFlag},
                                              {"authentication", AuthenticationFlag},
                                              {"wholesale", WholesaleFlag},
                                              {"compatibilityMode", CompatibilityModeFlag}};

const std::map<std::string, Text> textKeys{{"provider", Text::Provider},
                                           {"model", Text::Model},
                                           {"model_type", Text::ModelType},
                                           {"request_type", Text::RequestType},
                                           {"request_content_type", Text::RequestContentType},
                                           {"response_content_type", Text::ResponseContentType},
                                           {"dlp_action", Text::DlpAction},
                                           {"user_agent", Text::UserAgent}};

const std::map<std::string, std::unique_ptr<LogTest> (*)(const Term &)> numberKeys{
    {"created_at", &numberTest<CreatedAtColumn>}, {"cost", &numberTest<CostColumn>},
    {"tokens", &numberTest<TokensColumn>},        {"tokens_in", &numberTest<TokensInColumn>},
    {"tokens_out", &numberTest<TokensOutColumn>}, {"duration", &numberTest<DurationColumn>},
    {"feedback", &numberTest<FeedbackColumn>}};

std::unique_ptr<LogTest> idTest(const Term &term, std::uint32_t gateway)
{
    return std::make_unique<RowTest>(
        [matches = textMatcher(term), gateway, isId = term.key == "id"](const Chunk &chunk,
                                                                        std::size_t i) {
            const std::string text = isId ? logId(gateway, chunk.sequence[i], chunk.createdAt[i])
                                          : eventId(gateway, chunk.event[i]);
            return matches(text);
        },
        false);
}

std::unique_ptr<LogTest> compileTerm(const Term &term, std::uint32_t gateway, const LogStore &store)
{
    if (const auto flag = flagKeys.find(term.key); flag != flagKeys.end()) {
        return flagTest(term, flag->second);
    }
    if (const auto text = textKeys.find(term.key); text != textKeys.end()) {
        return std::make_unique<TextTest>(text->second,
                                          CodeSet(store.texts(text->second), textMatcher(term)));
    }
    if (const auto number = numberKeys.find(term.key); number != numberKeys.end()) {
        return number->second(term);
    }
    return idTest(term, gateway);
}

bool isRowTest(const std::unique_ptr<LogTest> &test)
{
    return dynamic_cast<const RowTest *>(test.get()) != nullptr;
}

} // namespace

LogTests compile(const LogQuery &query, std::uint32_t gateway, const LogStore &store)
{
    LogTests tests;
    std::vector<Term> metadataKeys;
    std::vector<Term> metadataValues;
    for (const Term &term : query.terms) {
        if (term.key == "metadata.key") {
            metadataKeys.push_back(term);
        } else if (term.key == "metadata.value") {
            metadataValues.push_back(term);
        } else {
            tests.push_back(compileTerm(term, gateway, store));
        }
    }
    for (std::size_t i = 0; i < std::max(metadataKeys.size(), metadataValues.size()); ++i) {
        const Term *key = i < metadataKeys.size() ? &metadataKeys[i] : nullptr;
        const Term *value = i < metadataValues.size() ? &metadataValues[i] : nullptr;
        tests.push_back(std::make_unique<TextTest>(
            Text::Metadata, CodeSet(store.texts(Text::Metadata), metadataMatcher(key, value))));
    }
    if (!query.search.empty()) {
        tests.push_back(std::make_unique<SearchTest>(query.search, gateway, store));
    }
    std::stable_partition(tests.begin(), tests.end(), std::not_fn(isRowTest));
    return tests;
}

} // namespace sandbox
