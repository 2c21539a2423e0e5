// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/store/ids.h"

#include <random>
#include <string_view>

namespace sandbox {

std::string newUuid()
{
    static thread_local std::random_device device;
    std::string id = "00000000-0000-4000-y000-000000000000";
    for (char &character : id) {
        if (character == '0') {
            character = std::string_view("0123456789abcdef")[device() % 16];
        } else if (character == 'y') {
            character = std::string_view("89ab")[device() % 4];
        }
    }
    return id;
}

} // namespace sandbox
