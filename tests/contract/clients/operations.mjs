// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation the sandbox has to serve, as the vendors' documents name them.
// Paths are relative to the account's /ai-gateway, or to ngrok's address.

export const operations = `
GET /billing/credit-balance
GET /billing/invoice-history
GET /billing/invoice-preview
GET /billing/spending-limit
POST /billing/spending-limit
DELETE /billing/spending-limit
POST /billing/topup
GET /billing/topup/config
POST /billing/topup/config
DELETE /billing/topup/config
GET /billing/topup/limits
POST /billing/topup/status
GET /billing/usage-history
GET /custom-providers
POST /custom-providers
GET /custom-providers/{id}
PATCH /custom-providers/{id}
DELETE /custom-providers/{id}
GET /custom-providers/costs
POST /custom-providers/costs
GET /custom-providers/costs/{id}
PATCH /custom-providers/costs/{id}
DELETE /custom-providers/costs/{id}
GET /evaluation-types
GET /gateways
POST /gateways
GET /gateways/{id}
PUT /gateways/{id}
DELETE /gateways/{id}
GET /gateways/{gateway_id}/custom-domains
POST /gateways/{gateway_id}/custom-domains
GET /gateways/{gateway_id}/custom-domains/{hostname}
DELETE /gateways/{gateway_id}/custom-domains/{hostname}
GET /gateways/{gateway_id}/datasets
POST /gateways/{gateway_id}/datasets
GET /gateways/{gateway_id}/datasets/{id}
PUT /gateways/{gateway_id}/datasets/{id}
DELETE /gateways/{gateway_id}/datasets/{id}
GET /gateways/{gateway_id}/evaluations
POST /gateways/{gateway_id}/evaluations
GET /gateways/{gateway_id}/evaluations/{id}
DELETE /gateways/{gateway_id}/evaluations/{id}
GET /gateways/{gateway_id}/logs
DELETE /gateways/{gateway_id}/logs
GET /gateways/{gateway_id}/logs/{id}
PATCH /gateways/{gateway_id}/logs/{id}
GET /gateways/{gateway_id}/logs/{id}/request
GET /gateways/{gateway_id}/logs/{id}/response
GET /gateways/{gateway_id}/provider_configs
POST /gateways/{gateway_id}/provider_configs
PUT /gateways/{gateway_id}/provider_configs/{id}
DELETE /gateways/{gateway_id}/provider_configs/{id}
GET /gateways/{gateway_id}/routes
POST /gateways/{gateway_id}/routes
GET /gateways/{gateway_id}/routes/{id}
PATCH /gateways/{gateway_id}/routes/{id}
DELETE /gateways/{gateway_id}/routes/{id}
GET /gateways/{gateway_id}/routes/{id}/deployments
POST /gateways/{gateway_id}/routes/{id}/deployments
GET /gateways/{gateway_id}/routes/{id}/versions
POST /gateways/{gateway_id}/routes/{id}/versions
GET /gateways/{gateway_id}/routes/{id}/versions/{version_id}
GET /gateways/{gateway_id}/url/{provider}
GET ngrok/providers
HEAD ngrok/providers
POST ngrok/providers
GET ngrok/providers/{id}
HEAD ngrok/providers/{id}
PATCH ngrok/providers/{id}
DELETE ngrok/providers/{id}
`.trim().split('\n');

const templates = operations.map((operation) => {
  const [verb, path] = operation.split(' ');
  return { operation, verb, path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
});

// The operation that a request asks for; of "costs" and "{id}" the one that is spelled out.
export function operationOf(verb, url) {
  const path = new URL(url, 'http://sandbox').pathname
    .replace(/^\/client\/v4\/accounts\/[^/]+\/ai-gateway/, '')
    .replace(/^\/ngrok/, 'ngrok');
  const matches = templates.filter((template) => template.verb === verb && template.path.test(path));
  return (matches.find(({ operation }) => operation.endsWith(path)) ?? matches[0])?.operation;
}
