// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: logs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { isJson, recorded, startSandbox, time } from './harness.mjs';
import { account_id, all, client, notingClient, refused } from './sdk.mjs';

const { logs } = notingClient(await recorded('sdk')).aiGateway;
const { BadRequestError, NotFoundError } = Cloudflare;
const gateway = 'support-bot'; // of the seed
const gateway_id = gateway;

async function total(query = {}, of = logs) {
  return (await of.list(gateway, { account_id, per_page: 1, ...query })).result_info.total_count;
}

function each(query) {
  return all(logs.list(gateway, { account_id, per_page: 50, ...query }));
}

// Sent as filters.key=success&filters.operator=eq&filters.value=false
const filters = [{ key: 'success', operator: 'eq', value: [false] }];

test('pages of logs follow each other to the end, newest first', async () => {
  const rows = await each();
  assert.equal(rows.length, await total());
  assert(rows.length > 100);
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  const times = rows.map(({ created_at }) => created_at);
  times.forEach((text) => assert.match(text, time));
  assert.deepEqual(times, times.toSorted().reverse());

  const oldestFirst = await each({ order_by: 'created_at', order_by_direction: 'asc' });
  assert.deepEqual(new Set(oldestFirst.map(({ id }) => id)), new Set(rows.map(({ id }) => id)));
  assert.deepEqual(oldestFirst.map(({ created_at }) => created_at), times.toReversed());
  await assert.rejects(logs.list(gateway, { account_id, per_page: 51 }), BadRequestError);
  await refused(logs.list('nonesuch', { account_id }), NotFoundError, 404, 7002);
});

test('each parameter of a list keeps the logs it names', async () => {
  const rows = await each();
  const { model, provider } = rows[0];
  const middle = rows[Math.floor(rows.length / 2)].created_at;
  const questions = [
    [{ success: false }, (log) => !log.success],
    [{ cached: true }, (log) => log.cached],
    [{ model }, (log) => log.model === model],
    [{ provider }, (log) => log.provider === provider],
    [{ min_cost: 0.001 }, (log) => log.cost >= 0.001],
    [{ max_duration: 1000 }, (log) => log.duration <= 1000],
    [{ min_tokens_in: 500, max_tokens_in: 900 }, (log) => log.tokens_in >= 500 && log.tokens_in <= 900],
    [{ start_date: middle }, (log) => log.created_at >= middle],
    [{ end_date: middle, success: true }, (log) => log.created_at <= middle && log.success],
  ];
  for (const [query, keeps] of questions) {
    const expected = rows.filter(keeps).map(({ id }) => id);
    assert(expected.length > 0 && expected.length < rows.length, JSON.stringify(query));
    assert.deepEqual((await each(query)).map(({ id }) => id), expected, JSON.stringify(query));
  }
});

test('a log has details and bodies', async () => {
  // the requests of some providers have the model in the path instead
  const rows = await each({ provider: 'openai', success: true, response_content_type: 'application/json' });
  const details = await Promise.all(rows.map(({ id }) => logs.get(id, { account_id, gateway_id })));
  assert.deepEqual(details.map((log, index) => ({ ...log, ...rows[index] })), details);
  const log = details.find(({ request_head, response_head }) => isJson(request_head) && isJson(response_head));
  const row = rows.find(({ id }) => id === log.id);
  const request = await logs.request(row.id, { account_id, gateway_id });
  const response = await logs.response(row.id, { account_id, gateway_id });
  assert([row.model, `openai/${row.model}`].includes(request.model)); // of one path or the other
  assert.equal(typeof response, 'object');
  assert.deepEqual(JSON.parse(log.request_head), request);
  assert.equal(log.request_size, Buffer.byteLength(log.request_head));
  for (const method of ['get', 'request', 'response']) {
    await refused(logs[method]('nonesuch', { account_id, gateway_id }), NotFoundError, 404, 7002);
  }
});

test('feedback, score and metadata of a log are changed', async () => {
  const liked = new Set((await each({ feedback: 1 })).map((row) => row.id));
  const { id } = (await each()).find((row) => !liked.has(row.id));
  const metadata = { user: 'anna', seats: 3, trial: false };
  await logs.edit(id, { account_id, gateway_id, metadata, score: 80 });
  await logs.edit(id, { account_id, gateway_id, feedback: 1 });
  const log = await logs.get(id, { account_id, gateway_id });
  assert.deepEqual(JSON.parse(log.metadata), metadata);
  assert.deepEqual(new Set((await each({ feedback: 1 })).map((row) => row.id)), liked.add(id));

  await logs.edit(id, { account_id, gateway_id, metadata: { plan: 'pro' } });
  const again = await logs.get(id, { account_id, gateway_id });
  assert.deepEqual(JSON.parse(again.metadata), { plan: 'pro' });

  const edit = (change) => logs.edit(id, { account_id, gateway_id, ...change });
  const six = Object.fromEntries([..."abcdef"].map((letter) => [letter, 1]));
  await refused(edit({ feedback: 2 }), BadRequestError, 400, 7001, 'body/feedback');
  await refused(edit({ score: 101 }), BadRequestError, 400, 7001, 'body/score');
  await assert.rejects(edit({ metadata: six }), BadRequestError);
  await refused(logs.edit('nonesuch', { account_id, gateway_id, score: 1 }), NotFoundError, 404, 7002);
});

test('the dotted filters of the SDK are ignored, as the service is reported to do', async () => {
  assert.equal(await total({ filters }), await total());
});

test('with --dotted-filters they count', async () => {
  const dotted = client((await startSandbox('--dotted-filters')).origin).aiGateway.logs;
  const everything = await total({}, dotted);
  const failed = await total({ success: false }, dotted);
  assert(failed > 0 && failed < everything);
  assert.equal(await total({ filters }, dotted), failed);
  await dotted.delete(gateway, { account_id, filters });
  assert.equal(await total({ success: false }, dotted), 0);
  assert.equal(await total({}, dotted), everything - failed);
});

test('the oldest logs are deleted first, up to a limit; then all', async () => {
  const before = await each();
  assert.deepEqual(await logs.delete(gateway, { account_id, limit: 10 }), { success: true });
  assert.deepEqual((await each()).map(({ id }) => id), before.slice(0, -10).map(({ id }) => id));
  await refused(logs.get(before.at(-1).id, { account_id, gateway_id }), NotFoundError, 404, 7002);
  await assert.rejects(logs.delete(gateway, { account_id, limit: 10_001 }), BadRequestError);

  await logs.delete(gateway, { account_id });
  assert.equal(await total(), 0);
  assert.deepEqual(await each(), []);
});
