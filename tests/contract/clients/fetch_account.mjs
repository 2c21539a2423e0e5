// SPDX-License-Identifier: GPL-3.0-or-later
// The operations of an account that npm cloudflare does not have, by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accountCaller, assertRefused, assertShape, every, nullable, oneOf, resultOf,
} from './fetch.mjs';
import { recorded, time, uuid } from './harness.mjs';

const call = accountCaller(await recorded('fetch'));
const nobody = '00000000-0000-4000-8000-000000000000';

const provider = {
  id: uuid,
  base_url: /^https:/,
  created_at: time,
  modified_at: time,
  name: 'string',
  slug: 'string',
  'beta?': 'boolean',
  'curl_example?': 'string',
  'description?': 'string',
  'enable?': 'boolean',
  'headers?': 'string',
  'js_example?': 'string',
  'link?': 'string',
  'logo?': 'string',
  'position?': 'integer',
};
const cost = {
  id: uuid,
  account_provider_id: uuid,
  created_at: time,
  modified_at: time,
  model: 'string',
  'changed_by?': 'string',
  'cost_in?': 'number',
  'cost_out?': 'number',
  'cost_type?': 'string',
  'enable?': 'boolean',
  'model_rule?': oneOf('equals', 'starts-with', 'contains'),
  'token_pricing?': 'string',
  'weight?': 'integer',
};
const status = oneOf('initializing', 'pending_dcv', 'active', 'blocked', 'error');
const domain = {
  created_at: 'integer',
  gateway_id: 'string',
  hostname: 'string',
  modified_at: 'integer',
  ssl_hostname_id: nullable('string'),
  status,
};
const config = {
  id: 'string',
  alias: 'string',
  default_config: 'boolean',
  gateway_id: 'string',
  modified_at: time,
  provider_slug: 'string',
  secret_id: 'string',
  secret_preview: 'string',
  'rate_limit?': 'number',
  'rate_limit_period?': 'number',
};

async function createProvider(slug) {
  const body = { name: slug, slug, base_url: `https://${slug}.example` };
  return resultOf(await call('POST', '/custom-providers', body), provider);
}

test('a custom provider is changed member by member', async () => {
  const created = await createProvider('patched');
  const path = `/custom-providers/${created.id}`;
  const change = { name: 'Another', enable: true, headers: '{"x":"y"}', base_url: 'https://b.example' };
  const changed = resultOf(await call('PATCH', path, change), provider);
  assert.deepEqual({ ...created, ...change, modified_at: changed.modified_at }, changed);
  assert.deepEqual(resultOf(await call('GET', path), provider), changed);
  const list = resultOf(await call('GET', '/custom-providers?search=patched&enable=true'), [provider]);
  assert.deepEqual(list, [changed]);

  await createProvider('neighbour');
  assert((await call('PATCH', path, { slug: 'neighbour' })).status >= 400);
  assertRefused(await call('PATCH', path, { base_url: 'http://plain.example' }), 400, 7001, 'body/base_url');
  assertRefused(await call('PATCH', path, { enable: 'yes' }), 400, 7001, 'body/enable');
  assertRefused(await call('PATCH', `/custom-providers/${nobody}`, change), 404, 7002);
  assert.deepEqual(resultOf(await call('DELETE', path), provider), changed);
  assertRefused(await call('GET', path), 404, 7002);
});

test('a price of a custom provider is created, listed, changed and deleted', async () => {
  const owner = await createProvider('priced');
  const base = '/custom-providers/costs';
  const wanted = { account_provider_id: owner.id, model: 'big-1', cost_in: 0.000_002, cost_out: 0.000_008 };
  const created = resultOf(await call('POST', base, wanted), cost);
  assert.deepEqual({ ...created, ...wanted, model_rule: 'equals', cost_type: 'tokens' }, created);
  const path = `${base}/${created.id}`;
  assert.deepEqual(resultOf(await call('GET', path), cost), created);

  const token_pricing = { input_tokens: 0.000_001, output_tokens: 0.000_003 };
  const change = { model: 'big', model_rule: 'starts-with', enable: false, token_pricing };
  const changed = resultOf(await call('PATCH', path, change), cost);
  assert.deepEqual(JSON.parse(changed.token_pricing), token_pricing);
  const { modified_at, weight } = changed; // of the service's making
  assert.deepEqual({ ...created, ...change, token_pricing: changed.token_pricing, modified_at, weight }, changed);
  const list = async (query) => resultOf(await call('GET', `${base}?${query}`), [cost]);
  assert.deepEqual(await list(`account_provider_id=${owner.id}&model_rule=starts-with&enable=false`), [changed]);
  assert.deepEqual(await list(`account_provider_id=${owner.id}&model_rule=contains`), []);

  for (const model of ['a', 'b', 'c']) {
    resultOf(await call('POST', base, { ...wanted, model }), cost);
  }
  const rows = await every(call, base, `&account_provider_id=${owner.id}&model_rule=equals`);
  assert.deepEqual(rows.map(({ model }) => model).toSorted(), ['a', 'b', 'c']);
  assert.equal((await list('per_page=2')).length, 2);

  assertRefused(await call('POST', base, { ...wanted, model: undefined }), 400, 7001, 'body/model');
  assertRefused(await call('POST', base, { ...wanted, model_rule: 'like' }), 400, 7001, 'body/model_rule');
  assertRefused(await call('PATCH', path, { cost_in: 'free' }), 400, 7001, 'body/cost_in');
  assert((await call('POST', base, { ...wanted, account_provider_id: nobody })).status >= 400);
  assert.deepEqual(resultOf(await call('DELETE', path), cost), changed);
  assertRefused(await call('GET', path), 404, 7002);
  assertRefused(await call('PATCH', path, change), 404, 7002);
});

test('a custom domain is created, listed and deleted', async () => {
  const base = '/gateways/production-chat/custom-domains';
  const hostname = 'ai.gatehouse.example';
  const created = await call('POST', base, { domain: hostname, zone_id: 'zone', minTLS: '1.2' });
  const { ssl_hostname_id, ...members } = domain;
  const { cname_target, ...rest } = resultOf(created, { ...members, cname_target: 'string' });
  assert(cname_target.length > 0);
  assert.equal(rest.hostname, hostname);
  assert.equal(rest.gateway_id, 'production-chat');

  const path = `${base}/${hostname}`;
  const read = resultOf(await call('GET', path), domain);
  assert.deepEqual([read.hostname, read.created_at], [hostname, rest.created_at]);
  const list = async (query = '') => resultOf(await call('GET', base + query), [domain]);
  assert.deepEqual((await list('?search=gatehouse')).map((one) => one.hostname), [hostname]);
  assert((await list(`?status=${read.status}`)).some((one) => one.hostname === hostname));
  assertRefused(await call('GET', `${base}?status=nonesuch`), 400);

  assert.equal((await call('POST', base, { domain: hostname, zone_id: 'zone' })).status >= 400, true);
  assertRefused(await call('POST', base, { domain: hostname }), 400);
  assertRefused(await call('POST', base, { domain: 'b.example', zone_id: 'z', minTLS: '0.9' }), 400);
  resultOf(await call('DELETE', path), domain);
  assertRefused(await call('GET', path), 404, 7002);
  assertRefused(await call('DELETE', path), 404, 7002);
  assert.deepEqual(await list('?search=gatehouse'), []);
});

test('the key of a provider config is replaced; a config is deleted', async () => {
  const gateway = {
    id: 'keys',
    cache_invalidate_on_update: false,
    cache_ttl: 0,
    collect_logs: true,
    rate_limiting_interval: 0,
    rate_limiting_limit: 0,
  };
  assert.equal((await call('POST', '/gateways', gateway)).status, 200);
  assert.equal((await call('PUT', '/gateways/keys', { ...gateway, store_id: 'store' })).status, 200);
  const base = '/gateways/keys/provider_configs';
  const wanted = { alias: 'a', provider_slug: 'openai', default_config: true, secret: 'sk-first-0123456789' };
  const created = resultOf(await call('POST', base, wanted), config);
  const path = `${base}/${created.id}`;

  const changed = resultOf(await call('PUT', path, { secret: 'sk-other-9876543210' }), config);
  assert.notEqual(changed.secret_preview, created.secret_preview);
  const { secret_preview, modified_at, secret_id } = changed;
  assert.deepEqual({ ...created, secret_preview, modified_at, secret_id }, changed);
  assert.deepEqual(resultOf(await call('GET', base), [config]), [changed]);
  assertRefused(await call('PUT', path, {}), 400, 7001, 'body/secret');
  assertRefused(await call('PUT', `${base}/${nobody}`, { secret: 'x' }), 404, 7002);
  resultOf(await call('DELETE', path), config);
  assert.deepEqual(resultOf(await call('GET', base), [config]), []);
  assertRefused(await call('DELETE', path), 404, 7002);
});

test('a top-up keeps to the limits of the account', async () => {
  const answer = await call('GET', '/billing/topup/limits');
  assert.equal(answer.status, 200);
  assertShape(answer.body, {
    errors: [{ code: 'number', message: 'string' }],
    messages: [{ code: 'number', message: 'string' }],
    result: { currency: 'string', max_cents: 'integer', min_cents: 'integer' },
    'result_info?': 'object',
    success: oneOf(true),
  });
  const { min_cents, max_cents } = answer.body.result;
  assert.equal(min_cents, 1000);
  assert(max_cents > min_cents);
  assertRefused(await call('POST', '/billing/topup', { amount: min_cents - 1 }), 400);
  assertRefused(await call('POST', '/billing/topup', { amount: max_cents + 1 }), 400);
});

test('setting a spending limit makes something: 201', async () => {
  const limit = { amount: 100, duration: 'monthly', strategy: 'fixed' };
  assert.equal((await call('POST', '/billing/spending-limit', limit)).status, 201);
  assertRefused(await call('POST', '/billing/spending-limit', { ...limit, colour: 'red' }), 400);
});
