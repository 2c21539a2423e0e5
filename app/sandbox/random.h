// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace sandbox {

/// A bijection that spreads every bit (the finalizer of SplitMix64).
constexpr std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
    return value ^ (value >> 31);
}

/// The inverse of mixed().
constexpr std::uint64_t unmixed(std::uint64_t value)
{
    value = (value ^ (value >> 31) ^ (value >> 62)) * 0x319642B2D24D8EC3;
    value = (value ^ (value >> 27) ^ (value >> 54)) * 0x96DE1B173F119089;
    value = value ^ (value >> 30) ^ (value >> 60);
    return value - 0x9E3779B97F4A7C15;
}
static_assert(unmixed(mixed(0x0123456789ABCDEF)) == 0x0123456789ABCDEF);

/// SplitMix64: the same numbers with every compiler and library.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(mixed(seed)) { }

    std::uint64_t next() { return mixed(m_state += 0x9E3779B97F4A7C15); }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; } ///< [0, 1)
    bool chance(double probability) { return unit() < probability; }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    /// About 0 with deviation 1; light tails are good enough here.
    double normal()
    {
        const double sum = unit() + unit() + unit() + unit();
        return (sum - 2.0) * 1.7320508;
    }
    double logNormal(double median, double spread) { return median * std::exp(spread * normal()); }

    template <typename T, std::size_t N> const T &pick(const T (&values)[N])
    {
        return values[below(N)];
    }

private:
    std::uint64_t m_state;
};

} // namespace sandbox
