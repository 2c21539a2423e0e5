// SPDX-License-Identifier: GPL-3.0-or-later
// ngrok's AI Gateway providers, by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertShape, caller, nullable } from './fetch.mjs';
import { recorded, time } from './harness.mjs';

const origin = await recorded('fetch');
const call = caller(`${origin}/ngrok`);

const reference = { id: 'string', uri: 'string' };
const provider = {
  id: 'string',
  uri: 'string',
  providerId: 'string',
  name: 'string',
  baseUrl: 'string',
  createdAt: time,
  updatedAt: time,
  createdBy: reference,
  lastUpdatedBy: reference,
  'metadata?': 'string',
  'supportedApiSurfaces?': [{ format: 'string', 'surface?': 'string', 'supportedParams?': [{ name: 'string' }] }],
  'models?': [{ id: 'string', modelId: 'string' }],
};
const page = { aiGatewayProviders: [provider], uri: 'string', 'nextPageUri?': nullable('string') };
const wanted = {
  providerId: 'made-by-hand',
  name: 'Our own',
  baseUrl: 'https://vllm.example/v1',
  metadata: '{"team":"search"}',
  supportedApiSurfaces: [
    { format: 'openai', surface: 'chat-completions', supportedParams: [{ name: 'temperature' }] },
    { format: 'anthropic' },
  ],
  models: [{ modelId: 'llama-3' }, { modelId: 'qwen-3' }],
};

function answered({ status, body }, expected, shape) {
  assert.equal(status, expected, JSON.stringify(body));
  assertShape(body, shape);
  return body;
}

function refused({ status, body }, expected) {
  assert.equal(status, expected, JSON.stringify(body));
  assertShape(body, { statusCode: 'integer', msg: /./, details: 'object', 'errorCode?': 'string' });
  assert.equal(body.statusCode, expected);
}

async function create(providerId, more = {}) {
  return answered(await call('POST', '/providers', { ...wanted, providerId, ...more }), 201, provider);
}

function modelsOf({ models = [] }) {
  return models.map(({ modelId }) => ({ modelId }));
}

// Every provider, page after page.
async function list(limit = 100) {
  const found = [];
  for (let uri = `${origin}/ngrok/providers?limit=${limit}`; uri;) {
    const { pathname, search } = new URL(uri, origin);
    const body = answered(await caller(origin)('GET', pathname + search), 200, page);
    assert(body.aiGatewayProviders.length <= limit);
    found.push(...body.aiGatewayProviders);
    uri = body.nextPageUri;
  }
  return found;
}

test('a provider is created, fetched, listed, changed and deleted', async () => {
  const created = await create('made-by-hand');
  const { models, ...members } = wanted;
  assert.deepEqual({ ...created, ...members }, created);
  assert.deepEqual(modelsOf(created), models);
  const path = `/providers/${created.id}`;
  assert.deepEqual(answered(await call('GET', path), 200, provider), created);
  assert.deepEqual((await list()).filter(({ id }) => id === created.id), [created]);

  const patch = async (body) => answered(await call('PATCH', path, body), 200, provider);
  const renamed = await patch({ name: 'Another' });
  assert.deepEqual({ ...created, name: 'Another', updatedAt: renamed.updatedAt }, renamed);
  assert.deepEqual(modelsOf(await patch({ models: [{ modelId: 'only' }] })), [{ modelId: 'only' }]);
  assert.deepEqual(modelsOf(await patch({ models: [] })), []);
  assert.equal((await patch({ metadata: null })).metadata ?? '', '');
  assert.equal((await patch({ baseUrl: 'http://vllm.internal' })).baseUrl, 'http://vllm.internal');

  const gone = await call('DELETE', path);
  assert.equal(gone.status, 204);
  assert.equal(gone.body, undefined);
  refused(await call('GET', path), 404);
  refused(await call('PATCH', path, { name: 'x' }), 404);
  refused(await call('DELETE', path), 404);
});

test('HEAD tells whether something is there', async () => {
  const { id } = await create('head');
  for (const path of ['/providers', `/providers/${id}`]) {
    const { status, body } = await call('HEAD', path);
    assert.deepEqual([status, body], [200, undefined]);
  }
  assert.equal((await call('HEAD', '/providers/nonesuch')).status, 404);
});

test('pages follow each other to the end', async () => {
  for (const number of [1, 2, 3]) {
    await create(`page-${number}`);
  }
  const atOnce = await list();
  const ids = atOnce.map(({ id }) => id);
  assert(ids.length >= 3);
  assert.deepEqual(ids, ids.toSorted().toReversed()); // "in descending ID order"
  assert.deepEqual(await list(2), atOnce);
  refused(await call('GET', '/providers?limit=101'), 400);
});

test('what breaks a rule is refused', async () => {
  await create('taken');
  const post = (more) => call('POST', '/providers', { ...wanted, providerId: 'wrong', ...more });
  refused(await post({ providerId: 'taken' }), 409);
  const wrong = [
    { providerId: undefined }, { providerId: '' }, { providerId: 'x'.repeat(256) },
    { name: '' }, { name: 'x'.repeat(256) },
    { baseUrl: undefined }, { baseUrl: 'http://plain.example' }, { baseUrl: `https://${'x'.repeat(2048)}` },
    { metadata: 'x'.repeat(4097) }, { models: [{ modelId: '' }] }, { models: [{}] },
    { supportedApiSurfaces: [{ surface: 'messages' }] }, { colour: 'red' },
  ];
  for (const more of wrong) {
    refused(await post(more), 400);
  }
  assert((await list()).every(({ providerId }) => providerId !== 'wrong'));
});

test('a provider in use is not deleted', async () => {
  const statuses = [];
  for (const { id } of await list()) {
    const answer = await call('DELETE', `/providers/${id}`);
    statuses.push(answer.status);
    if (answer.status === 409) {
      refused(answer, 409);
      answered(await call('GET', `/providers/${id}`), 200, provider);
    }
  }
  assert.deepEqual(new Set(statuses), new Set([204, 409]));
});

test('who sends no token is not let in', async () => {
  refused(await call('GET', '/providers', undefined, { Authorization: '' }), 401);
});
