// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/publickey.h"

#include <QByteArray>
#include <QRegularExpression>

namespace gatehouse {

// One SEQUENCE (X.690, 8.9) that is as long as it says.
static bool isDerSequence(const QByteArray &der)
{
    constexpr char sequence = 0x30;
    if (der.size() < 2 || der.at(0) != sequence)
        return false;
    const auto octet = [&der](int at) { return qsizetype(quint8(der.at(at))); };
    if (octet(1) < 0x80)
        return der.size() == 2 + octet(1);
    const int lengthSize = int(octet(1) & 0x7F);
    constexpr int mostLengthSize = 3;
    if (lengthSize == 0 || lengthSize > mostLengthSize || der.size() < 2 + lengthSize)
        return false;
    qsizetype length = 0;
    for (int i = 0; i < lengthSize; ++i)
        length = length * 0x100 + octet(2 + i);
    return der.size() == 2 + lengthSize + length;
}

PublicKeyFault publicKeyFault(const QString &text)
{
    if (text.contains(QLatin1String("PRIVATE KEY-----")))
        return PublicKeyFault::PrivateKey;
    static const QRegularExpression pem(QStringLiteral(
        R"(\A\s*-----BEGIN ([A-Z0-9 ]+)-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END ([A-Z0-9 ]+)-----\s*\z)"));
    const QRegularExpressionMatch match = pem.match(text);
    if (!match.hasMatch() || match.captured(1) != match.captured(3))
        return PublicKeyFault::NotPem;
    if (match.captured(1) != QLatin1String("PUBLIC KEY")
        && match.captured(1) != QLatin1String("RSA PUBLIC KEY"))
        return PublicKeyFault::OtherKind;
    const QByteArray base64 =
        match.captured(2).remove(QRegularExpression(QStringLiteral("\\s"))).toLatin1();
    const auto der =
        QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    return der && isDerSequence(*der) ? PublicKeyFault::None : PublicKeyFault::Damaged;
}

} // namespace gatehouse
