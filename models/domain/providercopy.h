// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/customprovider.h"
#include "models/domain/ngrokprovider.h"

namespace gatehouse {

// What becomes of one member when a provider is copied to the other back end.
struct CopiedField
{
    QString from; // the member's name there
    QString to; // empty: it does not carry over
    QString value; // as it will be; nothing secret is in it
    QString note; // why it is changed or left out; may be empty
};

template <class T> struct ProviderCopy
{
    T value;
    QList<CopiedField> fields;
};

ProviderCopy<NgrokProvider> copyToNgrok(const CustomProvider &provider);
ProviderCopy<CustomProvider> copyToCloudflare(const NgrokProvider &provider);

} // namespace gatehouse
