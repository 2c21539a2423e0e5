// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/providerconfig.h"

namespace gatehouse {

NewProviderConfig recreated(const ProviderConfig &config, bool isDefault)
{
    return {config.providerSlug, config.alias,          isDefault, {}, config.secretId,
            config.rateLimit,    config.rateLimitPeriod};
}

} // namespace gatehouse
