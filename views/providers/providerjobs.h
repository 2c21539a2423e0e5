// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/services/connection.h"
#include "models/services/customproviderservice.h"
#include "models/services/ngrokservice.h"
#include "models/services/providerconfigservice.h"
#include "views/providers/providereditor.h"

namespace gatehouse {

class Dialogs;
class KeyForm;

// What ProviderEditor does for each kind of object: with which form, and by which operation.
namespace providerjobs {

// Of the form's gateway.
ProviderEditor::Job newKey(Connection *connection, KeyForm *form);
ProviderEditor::Job newSecret(Connection *connection, const ProviderConfig &config);
// Without an id: a new one. taken: slugs, or ids, of others.
ProviderEditor::Job custom(Connection *connection, const CustomProvider &provider,
                           const QStringList &taken, Dialogs *dialogs);
ProviderEditor::Job ngrok(Connection *connection, const NgrokProvider &provider,
                          const QStringList &taken);
ProviderEditor::Job rule(Connection *connection, const CustomProvider &provider,
                         const PricingRule &rule);

} // namespace providerjobs

} // namespace gatehouse
