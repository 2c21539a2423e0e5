// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/logs/logrow.h"

#include <deque>
#include <functional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sandbox {

/// The distinct texts of one column; code 0 is no text. Texts are never removed,
/// so a reference stays good.
class Dictionary
{
public:
    Dictionary();

    std::uint32_t size() const;
    const std::string &text(std::uint32_t code) const;

    /// The code of the text; when it is new, `added` is called with its code first.
    std::uint32_t code(std::string_view text, const std::function<void(std::uint32_t)> &added);

private:
    mutable std::shared_mutex m_mutex;
    std::deque<std::string> m_texts;
    std::unordered_map<std::string_view, std::uint32_t> m_codes;
};

} // namespace sandbox
