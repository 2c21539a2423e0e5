// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sandbox {

/// Whether a base URL may be used: https, and for ngrok http of an `.internal` host too.
bool isHttpsUrl(const std::string &text);
bool isNgrokUrl(const std::string &text);

/// Letters, digits and hyphens.
bool isSlug(const std::string &text);

bool isUuid(const std::string &text);

/// All that is kept of a secret.
std::string secretPreview(const std::string &secret);

/// The base64 of an SVG with the slug's first character.
std::string defaultLogo(const std::string &slug);

std::string base64(const std::string &bytes);

} // namespace sandbox
