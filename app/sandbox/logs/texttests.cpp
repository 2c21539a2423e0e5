// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/texttests.h"

#include <algorithm>

namespace sandbox {

namespace {

constexpr std::size_t shortestIdSearch = 6;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool containsIgnoringCase(const std::string &text, const std::string &lowerPart)
{
    const auto same = [](char c, char wanted) { return lower(c) == wanted; };
    return std::search(text.begin(), text.end(), lowerPart.begin(), lowerPart.end(), same)
        != text.end()
        || lowerPart.empty();
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), lower);
    return text;
}

TextMatcher anyMatcher(const std::vector<Json> &values, Operator op)
{
    std::vector<std::string> texts;
    bool orAbsent = false;
    for (const Json &value : values) {
        if (value.is_null()) {
            orAbsent = op == Operator::Equal;
        } else {
            texts.push_back(op == Operator::Contains ? lowered(value) : value.get<std::string>());
        }
    }
    return [texts, orAbsent, op](const std::optional<std::string> &text) {
        if (!text) {
            return orAbsent;
        }
        return std::ranges::any_of(texts, [&](const std::string &wanted) {
            switch (op) {
            case Operator::Contains:
                return containsIgnoringCase(*text, wanted);
            case Operator::Less:
                return *text < wanted;
            case Operator::Greater:
                return *text > wanted;
            default:
                return *text == wanted;
            }
        });
    };
}

using Entries = std::vector<std::pair<std::optional<std::string>, std::optional<std::string>>>;

/// Metadata without entries counts as one entry of absent key and value.
Entries metadataEntries(const std::optional<std::string> &text)
{
    Entries entries;
    const Json map = text ? Json::parse(*text, nullptr, false) : Json();
    if (map.is_object()) {
        for (const auto &[key, value] : map.items()) {
            entries.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
        }
    }
    if (entries.empty()) {
        entries.emplace_back();
    }
    return entries;
}

Term positive(const Term *term)
{
    Term copy = *term;
    copy.op = Operator::Equal;
    return copy;
}

} // namespace

TextMatcher textMatcher(const Term &term)
{
    if (term.op != Operator::NotEqual) {
        return anyMatcher(term.values, term.op);
    }
    return [equal = anyMatcher(term.values, Operator::Equal)](
               const std::optional<std::string> &text) { return !equal(text); };
}

TextMatcher metadataMatcher(const Term *key, const Term *value)
{
    const Term *only = key && value ? nullptr : key ? key : value;
    // alone, neq means that no entry has it
    const bool negated = only && only->op == Operator::NotEqual;
    const auto matcher = [&](const Term *term) {
        return !term ? TextMatcher([](const auto &) { return true; })
                     : textMatcher(negated ? positive(term) : *term);
    };
    return [negated, keyMatches = matcher(key),
            valueMatches = matcher(value)](const std::optional<std::string> &text) {
        return std::ranges::any_of(metadataEntries(text),
                                   [&](const auto &entry) {
                                       return keyMatches(entry.first) && valueMatches(entry.second);
                                   })
            != negated;
    };
}

void CodeSet::refresh()
{
    const std::uint32_t size = m_dictionary->size();
    for (auto code = static_cast<std::uint32_t>(m_accepted.size()); code < size; ++code) {
        m_accepted.push_back(
            m_matches(code == noText ? std::nullopt : std::optional(m_dictionary->text(code))));
    }
}

void TextTest::apply(const Chunk &chunk, std::size_t from, std::size_t to, std::uint8_t *mask) const
{
    const auto filter = [&](const auto &codes) {
        for (std::size_t i = from; i < to; ++i) {
            mask[i] &= m_codes[codes[i]];
        }
    };
    if (m_column == Text::Metadata) {
        filter(chunk.metadata);
    } else {
        filter(chunk.texts[static_cast<std::size_t>(m_column)]);
    }
}

SearchTest::SearchTest(const std::string &search, std::uint32_t gateway, const LogStore &store)
    : m_gateway(gateway)
{
    if (search.size() >= shortestIdSearch) {
        m_id = search;
        std::ranges::transform(m_id, m_id.begin(), upper);
    }
    const Term term{{}, KeyType::Text, Operator::Contains, {search}};
    for (std::size_t column = 0; column < textCount; ++column) {
        m_codes.emplace_back(store.texts(static_cast<Text>(column)), textMatcher(term));
    }
}

void SearchTest::refresh()
{
    for (CodeSet &codes : m_codes) {
        codes.refresh();
    }
}

void SearchTest::apply(const Chunk &chunk, std::size_t from, std::size_t to,
                       std::uint8_t *mask) const
{
    for (std::size_t i = from; i < to; ++i) {
        if (!mask[i]) {
            continue;
        }
        bool hit = m_codes.back()[chunk.metadata[i]] != 0;
        for (std::size_t column = 0; !hit && column < shortTextCount; ++column) {
            hit = m_codes[column][chunk.texts[column][i]] != 0;
        }
        mask[i] = hit
            || (!m_id.empty()
                && logId(m_gateway, chunk.sequence[i], chunk.createdAt[i]).find(m_id)
                    != std::string::npos);
    }
}

} // namespace sandbox
