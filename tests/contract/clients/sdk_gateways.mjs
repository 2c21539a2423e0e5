// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: gateways, their URL, evaluation types, and what every operation shares.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { recorded, time } from './harness.mjs';
import { account_id, all, client, notingClient, refused } from './sdk.mjs';

const origin = await recorded('sdk', '--fault', 'rate_limited path=*/gateways/limited retry_after=7',
  '--fault', 'rate_limited path=*/gateways/busy retry_after=1 count=1',
  '--fault', 'error path=*/gateways/broken status=503');
const { aiGateway } = notingClient(origin);
const {
  AuthenticationError, BadRequestError, ConflictError, InternalServerError, NotFoundError,
  PermissionDeniedError, RateLimitError,
} = Cloudflare;

const required = {
  cache_invalidate_on_update: true,
  cache_ttl: 300,
  collect_logs: true,
  rate_limiting_interval: 60,
  rate_limiting_limit: 100,
};

function create(id, more = {}) {
  return aiGateway.create({ account_id, id, ...required, ...more });
}

test('a gateway is created, fetched, listed, replaced and deleted', async () => {
  const created = await create('of-the-sdk', { rate_limiting_technique: 'sliding' });
  assert.deepEqual({ ...created, id: 'of-the-sdk', ...required, rate_limiting_technique: 'sliding' },
    created);
  assert.match(created.created_at, time);
  assert.match(created.modified_at, time);

  assert.deepEqual(await aiGateway.get('of-the-sdk', { account_id }), created);
  assert.deepEqual(await all(aiGateway.list({ account_id, search: 'of-the-sdk' })), [created]);

  const change = { ...required, cache_ttl: null, collect_logs: false, rate_limiting_limit: 7 };
  const updated = await aiGateway.update('of-the-sdk', { account_id, ...change });
  assert.deepEqual({ ...updated, id: 'of-the-sdk', ...change, created_at: created.created_at },
    updated);
  assert.deepEqual(await aiGateway.get('of-the-sdk', { account_id }), updated);

  assert.equal((await aiGateway.delete('of-the-sdk', { account_id })).id, 'of-the-sdk');
  await refused(aiGateway.get('of-the-sdk', { account_id }), NotFoundError, 404, 7002);
  await refused(aiGateway.delete('of-the-sdk', { account_id }), NotFoundError, 404, 7002);
  assert.deepEqual(await all(aiGateway.list({ account_id, search: 'of-the-sdk' })), []);
});

test('nested settings come back as they were sent', async () => {
  await create('nested');
  const settings = {
    authentication: true,
    dlp: { enabled: true, action: 'BLOCK', profiles: ['profile-1'] },
    guardrails: { prompt: { S1: 'FLAG', P1: 'BLOCK' }, response: { S10: 'BLOCK' } },
    log_management: 10_000,
    log_management_strategy: 'DELETE_OLDEST',
    logpush: true,
    logpush_public_key: 'sixteen letters!',
    otel: [{ url: 'https://otel.example/v1', headers: { a: 'b' }, authorization: 'x', content_type: 'json' }],
    retry_backoff: 'exponential',
    retry_delay: 5000,
    retry_max_attempts: 5,
    store_id: 'store',
    stripe: { authorization: 'key', usage_events: [{ payload: '{}' }] },
    zdr: true,
  };
  const updated = await aiGateway.update('nested', { account_id, ...required, ...settings });
  assert.deepEqual({ ...updated, ...settings }, updated);

  const policy = { id: 'p', enabled: true, action: 'FLAG', check: ['REQUEST'], profiles: ['x'] };
  const dlp = { enabled: true, policies: [policy] };
  await aiGateway.update('nested', { account_id, ...required, ...settings, dlp });
  const read = await aiGateway.get('nested', { account_id });
  assert.deepEqual({ ...read, ...settings, dlp }, read);
});

test('a gateway that breaks a rule is refused with the path of what is wrong', async () => {
  const wrong = {
    cache_ttl: -1,
    retry_delay: 5001,
    retry_max_attempts: 6,
    log_management: 9999,
    logpush_public_key: 'too short',
    rate_limiting_technique: 'random',
    collect_logs: 'yes',
  };
  for (const [name, value] of Object.entries(wrong)) {
    await refused(create('wrong', { [name]: value }), BadRequestError, 400, 7001, `body/${name}`);
  }
  await refused(create('x'.repeat(65)), BadRequestError, 400, 7001, 'body/id');
  await refused(aiGateway.create({ account_id, id: 'wrong', ...required, cache_ttl: undefined }),
    BadRequestError, 400, 7001, 'body/cache_ttl');
  await refused(aiGateway.get('wrong', { account_id }), NotFoundError, 404, 7002);
});

test('an id is taken once', async () => {
  await create('taken');
  await refused(create('taken'), ConflictError, 409, 7003);
});

test('pages of gateways follow each other to the end', async () => {
  for (const number of [1, 2, 3]) {
    await create(`page-${number}`);
  }
  const atOnce = await all(aiGateway.list({ account_id, per_page: 100 }));
  const paged = await all(aiGateway.list({ account_id, per_page: 2 }));
  assert(paged.length > 6);
  assert.equal(new Set(paged.map(({ id }) => id)).size, paged.length);
  assert.deepEqual(paged, atOnce);
  await assert.rejects(aiGateway.list({ account_id, per_page: 101 }), BadRequestError);
});

test('a gateway has an address for each provider', async () => {
  assert.equal(await aiGateway.urls.get('openai', { account_id, gateway_id: 'taken' }),
    `https://gateway.ai.cloudflare.com/v1/${account_id}/taken/openai`);
});

test('there are evaluation types, the mandatory ones first', async () => {
  const page = await aiGateway.evaluationTypes.list({ account_id });
  assert.equal(page.result_info.total_count, page.result.length);
  const kinds = page.result.map(({ name }) => name).join();
  for (const kind of [/cost/i, /speed/i, /human feedback/i]) {
    assert.match(kinds, kind);
  }
  const mandatory = page.result.map((type) => type.mandatory);
  assert.deepEqual(mandatory, mandatory.toSorted((a, b) => b - a));
  await assert.rejects(aiGateway.evaluationTypes.list({ account_id, per_page: 4 }), BadRequestError);
});

test('who sends no token or another one is not let in', async () => {
  const nobody = client(origin, { defaultHeaders: { Authorization: null } });
  await refused(nobody.aiGateway.get('taken', { account_id }), AuthenticationError, 401, 10_000);
  const stranger = client(origin, { apiToken: 'another' });
  await refused(stranger.aiGateway.get('taken', { account_id }), PermissionDeniedError, 403, 9109);
});

test('a limit and a failure are told as such; what passes is asked for again', async () => {
  await assert.rejects(aiGateway.get('limited', { account_id }), (error) => {
    assert(error instanceof RateLimitError, String(error));
    assert.equal(error.headers.get('Retry-After'), '7');
    return true;
  });
  await assert.rejects(aiGateway.get('broken', { account_id }), InternalServerError);
  await create('busy');
  const patient = client(origin, { maxRetries: 1 });
  assert.equal((await patient.aiGateway.get('busy', { account_id })).id, 'busy');
});
