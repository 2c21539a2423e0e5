// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/bodies/bodytext.h"

namespace sandbox {

/// A model's answer before a provider's dialect gives it its form.
struct Answer
{
    std::string id;
    std::string text;
    std::string tool; ///< the function called instead, if any
    OrderedJson arguments;
};

/// The answer as server-sent events.
std::string streamed(const BodySource &source, Dialect dialect, const Answer &answer,
                     Random &random);

} // namespace sandbox
