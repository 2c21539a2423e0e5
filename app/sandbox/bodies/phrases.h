// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace sandbox {

/// What people and models say about one of the catalogue's topics.
/// `#` stands for a number, which differs from request to request.
struct Phrases
{
    const char *instructions; ///< the system prompt
    const char *tool; ///< the function the model may call
    const char *toolPurpose;
    const char *argument; ///< the function's parameter
    std::span<const char *const> questions;
    std::span<const char *const> background; ///< what is given along with a question
    std::span<const char *const> answers;
};

const Phrases &phrasesOf(std::size_t topic);

} // namespace sandbox
