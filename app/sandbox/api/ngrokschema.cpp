// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/api/ngrokschema.h"

#include "app/sandbox/api/providerrules.h"

namespace sandbox {

namespace {

Schema baseUrl()
{
    return string().length(1, 2048).rule(
        isNgrokUrl, "Must be a URL that starts with https://, or http:// for an .internal host");
}

Schema surfaces()
{
    return array(object({{"format", string().required()},
                         {"surface", string()},
                         {"supportedParams",
                          array(object({{"name", string().required()}}).refuseUnknown())}})
                     .refuseUnknown());
}

Schema modelList()
{
    return array(object({{"modelId", string().length(1, 255).required()}}).refuseUnknown());
}

Schema createSchema()
{
    return object({{"providerId", string().length(1, 255).required()},
                   {"name", string().length(1, 255).required()},
                   {"baseUrl", baseUrl().required()},
                   {"metadata", string().length(0, 4096)},
                   {"supportedApiSurfaces", surfaces().otherwise(Json::array())},
                   {"models", modelList().otherwise(Json::array())}})
        .refuseUnknown();
}

Schema updateSchema()
{
    return object({{"name", string().length(1, 255).nullable()},
                   {"baseUrl", baseUrl()},
                   {"metadata", string().length(0, 4096).nullable()},
                   {"supportedApiSurfaces", surfaces().nullable()},
                   {"models", modelList().nullable()}})
        .refuseUnknown();
}

} // namespace

const Schema &ngrokCreateSchema()
{
    static const Schema schema = createSchema();
    return schema;
}

const Schema &ngrokUpdateSchema()
{
    static const Schema schema = updateSchema();
    return schema;
}

} // namespace sandbox
