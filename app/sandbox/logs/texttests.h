// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logid.h"
#include "app/sandbox/logs/logtests.h"

namespace sandbox {

/// Whether a text, or its absence, meets a condition.
using TextMatcher = std::function<bool(const std::optional<std::string> &)>;

/// contains ignores ASCII case; lt and gt compare bytes.
TextMatcher textMatcher(const Term &term);

/// For a log's metadata JSON. With both terms given, one entry must meet both.
TextMatcher metadataMatcher(const Term *key, const Term *value);

/// The codes of a dictionary whose texts match.
class CodeSet
{
public:
    CodeSet(const Dictionary &dictionary, TextMatcher matches)
        : m_dictionary(&dictionary)
        , m_matches(std::move(matches))
    {
    }

    void refresh();
    std::uint8_t operator[](std::uint32_t code) const { return m_accepted[code]; }

private:
    const Dictionary *m_dictionary;
    TextMatcher m_matches;
    std::vector<std::uint8_t> m_accepted;
};

class TextTest : public LogTest
{
public:
    TextTest(Text column, CodeSet codes) : m_column(column), m_codes(std::move(codes)) { }

    void refresh() override { m_codes.refresh(); }
    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override;
    bool isEditable() const override { return m_column == Text::Metadata; }

private:
    Text m_column;
    CodeSet m_codes;
};

/// Free search: a substring, case ignored, of any text column, or of the id when
/// it is long enough not to occur in ids by chance.
class SearchTest : public LogTest
{
public:
    SearchTest(const std::string &search, std::uint32_t gateway, const LogStore &store);

    void refresh() override;
    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override;
    bool isEditable() const override { return true; }

private:
    std::string m_id; ///< upper case; empty when ids are not searched
    std::uint32_t m_gateway;
    std::vector<CodeSet> m_codes; ///< by column
};

} // namespace sandbox
