// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

// What is wrong with a text that should be a public key in PEM: base64 of DER between the lines
// -----BEGIN PUBLIC KEY----- and -----END PUBLIC KEY-----.
enum class PublicKeyFault {
    None,
    NotPem,
    PrivateKey,
    OtherKind, // PEM of something else, such as a certificate
    Damaged, // what is between the lines
};
PublicKeyFault publicKeyFault(const QString &text);

} // namespace gatehouse
