// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logtests.h"

#include <cmath>

namespace sandbox {

inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

inline std::string wholeText(double value)
{
    return std::to_string(static_cast<std::int64_t>(value));
}

/// The numeric columns as doubles, absent as NaN, which no comparison holds for.
struct CreatedAtColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i)
    {
        return static_cast<double>(chunk.createdAt[i]);
    }
    static std::string text(double value) { return isoTime(static_cast<Millis>(value)); }
};

struct CostColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i) { return chunk.cost[i]; }
    static std::string text(double value) { return Json(value).dump(); }
};

struct DurationColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i) { return chunk.duration[i]; }
    static std::string text(double value) { return wholeText(value); }
};

struct TokensInColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i)
    {
        return chunk.tokensIn[i] < 0 ? absent : chunk.tokensIn[i];
    }
    static std::string text(double value) { return wholeText(value); }
};

struct TokensOutColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i)
    {
        return chunk.tokensOut[i] < 0 ? absent : chunk.tokensOut[i];
    }
    static std::string text(double value) { return wholeText(value); }
};

/// The sum, absent when neither is known.
struct TokensColumn
{
    static constexpr bool editable = false;
    static double at(const Chunk &chunk, std::size_t i)
    {
        const std::int32_t in = chunk.tokensIn[i];
        const std::int32_t out = chunk.tokensOut[i];
        return in < 0 && out < 0 ? absent : (in < 0 ? 0 : in) + (out < 0 ? 0 : out);
    }
    static std::string text(double value) { return wholeText(value); }
};

struct FeedbackColumn
{
    static constexpr bool editable = true;
    static double at(const Chunk &chunk, std::size_t i)
    {
        return chunk.feedback[i] == noFeedback ? absent : chunk.feedback[i];
    }
    static std::string text(double value) { return wholeText(value); }
};

/// low < value < high
template <typename Column> class RangeTest : public LogTest
{
public:
    RangeTest(double low, double high) : m_low(low), m_high(high) { }

    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override
    {
        for (std::size_t i = from; i < to; ++i) {
            const double value = Column::at(chunk, i);
            mask[i] = static_cast<std::uint8_t>(mask[i] & static_cast<int>(value > m_low)
                                                & static_cast<int>(value < m_high));
        }
    }

    bool isEditable() const override { return Column::editable; }

private:
    double m_low;
    double m_high;
};

/// Whether the value is one of these, or is not.
template <typename Column> class ValuesTest : public LogTest
{
public:
    ValuesTest(std::vector<double> values, bool orAbsent, bool negated)
        : m_values(std::move(values))
        , m_orAbsent(orAbsent)
        , m_negated(negated)
    {
    }

    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override
    {
        for (std::size_t i = from; i < to; ++i) {
            const double value = Column::at(chunk, i);
            bool hit = m_orAbsent && std::isnan(value);
            for (const double wanted : m_values) {
                hit |= value == wanted;
            }
            mask[i] = static_cast<std::uint8_t>(mask[i] & static_cast<int>(hit != m_negated));
        }
    }

    bool isEditable() const override { return Column::editable; }

private:
    std::vector<double> m_values;
    bool m_orAbsent;
    bool m_negated;
};

class FlagTest : public LogTest
{
public:
    FlagTest(LogFlag flag, bool acceptsFalse, bool acceptsTrue)
        : m_flag(flag)
        , m_accepts{acceptsFalse, acceptsTrue}
    {
    }

    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override
    {
        for (std::size_t i = from; i < to; ++i) {
            const bool set = (chunk.flags[i] & m_flag) != 0;
            mask[i] = static_cast<std::uint8_t>(mask[i] & static_cast<int>(m_accepts[set]));
        }
    }

private:
    LogFlag m_flag;
    bool m_accepts[2];
};

/// Whatever needs a look at a whole row; only asked where all else holds.
class RowTest : public LogTest
{
public:
    RowTest(std::function<bool(const Chunk &, std::size_t)> holds, bool editable)
        : m_holds(std::move(holds))
        , m_editable(editable)
    {
    }

    void apply(const Chunk &chunk, std::size_t from, std::size_t to,
               std::uint8_t *mask) const override
    {
        for (std::size_t i = from; i < to; ++i) {
            if (mask[i]) {
                mask[i] = m_holds(chunk, i);
            }
        }
    }

    bool isEditable() const override { return m_editable; }

private:
    std::function<bool(const Chunk &, std::size_t)> m_holds;
    bool m_editable;
};

} // namespace sandbox
