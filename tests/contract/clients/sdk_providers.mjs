// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: custom providers and provider configs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { recorded, time, uuid } from './harness.mjs';
import { account_id, all, notingClient, refused } from './sdk.mjs';

const { aiGateway } = notingClient(await recorded('sdk'));
const { customProviders, providerConfigs } = aiGateway;
const { APIError, BadRequestError, NotFoundError } = Cloudflare;

function createProvider(slug, more = {}) {
  return customProviders.create({
    account_id, slug, name: `The ${slug}`, base_url: `https://${slug}.example/v1`, ...more,
  });
}

test('a custom provider is created, fetched, listed and deleted', async () => {
  const settings = {
    beta: true,
    description: 'a model server',
    enable: true,
    headers: '{"x-key":"1"}',
    position: 3,
  };
  const created = await createProvider('mine', settings);
  assert.match(created.id, uuid);
  assert.match(created.created_at, time);
  assert.deepEqual({ ...created, ...settings, slug: 'mine', base_url: 'https://mine.example/v1' }, created);
  assert.deepEqual(await customProviders.get(created.id, { account_id }), created);
  assert.deepEqual(await all(customProviders.list({ account_id, search: 'mine' })), [created]);

  assert.equal((await customProviders.delete(created.id, { account_id })).id, created.id);
  await refused(customProviders.get(created.id, { account_id }), NotFoundError, 404, 7002);
  await refused(customProviders.delete(created.id, { account_id }), NotFoundError, 404, 7002);
});

test('a custom provider is off until it is enabled', async () => {
  const { id } = await createProvider('off');
  assert.equal((await customProviders.get(id, { account_id })).enable, false);
  const enabled = await all(customProviders.list({ account_id, enable: true }));
  assert(enabled.every((provider) => provider.enable));
  const disabled = await all(customProviders.list({ account_id, enable: false }));
  assert(disabled.some((provider) => provider.id === id));
});

test('a custom provider that breaks a rule is refused', async () => {
  await createProvider('taken');
  await assert.rejects(createProvider('taken'), APIError);
  const wrong = {
    base_url: 'http://plain.example',
    headers: 'x'.repeat(8193),
    name: undefined,
    position: 'first',
  };
  for (const [name, value] of Object.entries(wrong)) {
    await refused(createProvider('wrong', { [name]: value }), BadRequestError, 400, 7001, `body/${name}`);
  }
  await refused(createProvider('not a slug', { base_url: 'https://x.example' }),
    BadRequestError, 400, 7001, 'body/slug');
});

test('pages of custom providers follow each other to the end', async () => {
  for (const number of [1, 2, 3]) {
    await createProvider(`page-${number}`);
  }
  const atOnce = await all(customProviders.list({ account_id, per_page: 100 }));
  assert(atOnce.length >= 3);
  assert.deepEqual(await all(customProviders.list({ account_id, per_page: 2 })), atOnce);
});

test('a provider config keeps a key that nobody reads again', async () => {
  const gateway = 'with-keys';
  const required = {
    cache_invalidate_on_update: false,
    cache_ttl: 0,
    collect_logs: true,
    rate_limiting_interval: 0,
    rate_limiting_limit: 0,
  };
  const secret = 'sk-test-0123456789-not-to-be-seen';
  const config = { alias: 'main', provider_slug: 'openai', default_config: true, rate_limit: 5, rate_limit_period: 10 };
  const create = (more) => providerConfigs.create(gateway, { account_id, ...config, secret, ...more });
  await aiGateway.create({ account_id, id: gateway, ...required });
  await assert.rejects(create(), BadRequestError); // the gateway has no store
  await aiGateway.update(gateway, { account_id, ...required, store_id: 'store' });

  const created = await create();
  assert.deepEqual({ ...created, ...config, gateway_id: gateway }, created);
  assert(created.secret_id.length > 0);
  assert(!JSON.stringify(created).includes(secret));
  await assert.rejects(create(), APIError); // the alias is taken
  const second = await create({ alias: 'spare', default_config: false });
  const third = await create({ provider_slug: 'anthropic' });

  const listed = await all(providerConfigs.list(gateway, { account_id, per_page: 2 }));
  const byId = (configs) => configs.toSorted((a, b) => a.id.localeCompare(b.id));
  assert.deepEqual(byId(listed), byId([created, second, third]));
  assert(!JSON.stringify(listed).includes(secret));
  await refused(create({ alias: undefined }), BadRequestError, 400, 7001, 'body/alias');
});
