// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/logs/dictionary.h"

#include <mutex>

namespace sandbox {

Dictionary::Dictionary() : m_texts(1) { }

std::uint32_t Dictionary::size() const
{
    const std::shared_lock guard(m_mutex);
    return static_cast<std::uint32_t>(m_texts.size());
}

const std::string &Dictionary::text(std::uint32_t code) const
{
    const std::shared_lock guard(m_mutex);
    return m_texts.at(code);
}

std::uint32_t Dictionary::code(std::string_view text,
                               const std::function<void(std::uint32_t)> &added)
{
    {
        const std::shared_lock guard(m_mutex);
        if (const auto found = m_codes.find(text); found != m_codes.end()) {
            return found->second;
        }
    }
    const std::unique_lock guard(m_mutex);
    if (const auto found = m_codes.find(text); found != m_codes.end()) {
        return found->second;
    }
    const auto code = static_cast<std::uint32_t>(m_texts.size());
    added(code);
    m_codes.emplace(m_texts.emplace_back(text), code);
    return code;
}

} // namespace sandbox
