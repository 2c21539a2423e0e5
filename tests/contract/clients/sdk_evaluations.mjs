// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: datasets and evaluations.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { recorded, time, until } from './harness.mjs';
import { account_id, all, notingClient, refused } from './sdk.mjs';

const { aiGateway } = notingClient(await recorded('sdk'));
const { datasets, evaluations, logs } = aiGateway;
const { BadRequestError, NotFoundError } = Cloudflare;
const gateway = 'support-bot'; // of the seed
const at = { account_id, gateway_id: gateway };
const failures = [{ key: 'success', operator: 'eq', value: [false] }];

function createDataset(name, filters, enable = true) {
  return datasets.create(gateway, { account_id, name, enable, filters });
}

test('a dataset is created, fetched, listed, replaced and deleted', async () => {
  const filters = [
    { key: 'created_at', operator: 'gt', value: ['2020-01-01T00:00:00Z'] },
    { key: 'tokens_in', operator: 'lt', value: [4000] },
    { key: 'model', operator: 'contains', value: ['gpt', 'claude'] },
    { key: 'cached', operator: 'eq', value: [false] },
  ];
  const created = await createDataset('mine', filters);
  assert.deepEqual({ ...created, name: 'mine', enable: true, filters, gateway_id: gateway }, created);
  assert.match(created.created_at, time);
  assert.deepEqual(await datasets.get(created.id, at), created);
  assert.deepEqual(await all(datasets.list(gateway, { account_id, name: 'mine' })), [created]);

  const change = { name: 'renamed', enable: false, filters: failures };
  const updated = await datasets.update(created.id, { ...at, ...change });
  assert.deepEqual({ ...created, ...change, modified_at: updated.modified_at }, updated);
  assert.deepEqual(await datasets.get(created.id, at), updated);
  assert.deepEqual(await all(datasets.list(gateway, { account_id, search: 'renam' })), [updated]);
  const disabled = await all(datasets.list(gateway, { account_id, enable: false }));
  assert(disabled.some(({ id }) => id === created.id));
  assert(disabled.every(({ enable }) => !enable));

  assert.equal((await datasets.delete(created.id, at)).id, created.id);
  await refused(datasets.get(created.id, at), NotFoundError, 404, 7002);
  await refused(datasets.update(created.id, { ...at, ...change }), NotFoundError, 404, 7002);
  assert.deepEqual(await all(datasets.list(gateway, { account_id, name: 'renamed' })), []);
});

test('pages of datasets follow each other to the end', async () => {
  for (const number of [1, 2, 3]) {
    await createDataset(`page ${number}`, failures);
  }
  const atOnce = await all(datasets.list(gateway, { account_id, per_page: 100 }));
  assert(atOnce.length >= 3);
  assert.deepEqual(await all(datasets.list(gateway, { account_id, per_page: 2 })), atOnce);
});

test('a dataset that breaks a rule is refused', async () => {
  const refuse = (filter) => assert.rejects(
    createDataset('wrong', [{ key: 'model', operator: 'eq', value: ['x'], ...filter }]),
    (error) => error instanceof BadRequestError && error.errors[0].code === 7001
      && error.errors[0].path.slice(0, 3).join('/') === 'body/filters/0',
  );
  await refuse({ operator: 'neq' });
  await refuse({ key: 'metadata.key' });
  await refuse({ value: 'x' });
  await refused(datasets.create(gateway, { account_id, enable: true, filters: [] }),
    BadRequestError, 400, 7001, 'body/name');
  await refused(datasets.create('nonesuch', { account_id, name: 'x', enable: true, filters: [] }),
    NotFoundError, 404, 7002);
  assert.deepEqual(await all(datasets.list(gateway, { account_id, name: 'wrong' })), []);
});

test('an evaluation computes over the logs that its datasets find', async () => {
  const types = await all(aiGateway.evaluationTypes.list({ account_id }));
  const dataset = await createDataset('failed', failures);
  const created = await evaluations.create(gateway, {
    account_id, name: 'of failures', dataset_ids: [dataset.id], evaluation_type_ids: types.map(({ id }) => id),
  });
  assert.equal(created.name, 'of failures');
  assert.equal(created.gateway_id, gateway);
  assert.deepEqual(created.datasets.map(({ id }) => id), [dataset.id]);
  assert.deepEqual(created.datasets[0].filters, failures);

  const done = await until(() => evaluations.get(created.id, at), ({ processed }) => processed);
  const matched = await all(logs.list(gateway, { account_id, per_page: 50, success: false }));
  assert(matched.length > 0);
  assert.equal(done.total_logs, matched.length);
  assert.deepEqual(new Set(done.results.map((result) => result.evaluation_type_id)),
    new Set(types.map(({ id }) => id)));
  for (const result of done.results) {
    assert.equal(result.evaluation_id, created.id);
    assert(result.status_description.length > 0);
    const { name } = types.find(({ id }) => id === result.evaluation_type_id);
    const member = /cost/i.test(name) ? 'cost' : /speed/i.test(name) ? 'duration' : undefined;
    if (member) {
      assert.equal(result.total_logs, matched.length);
      const average = matched.reduce((sum, log) => sum + log[member], 0) / matched.length;
      const error = Math.abs(Number.parseFloat(result.result) - average);
      assert(error <= average / 100, `${name}: ${result.result}, not ${average}`);
    }
  }

  const list = (query) => all(evaluations.list(gateway, { account_id, ...query }));
  assert.deepEqual(await list({ name: 'of failures' }), [done]);
  assert((await list({ processed: false })).every(({ id }) => id !== created.id));
  assert.equal((await evaluations.delete(created.id, at)).id, created.id);
  await refused(evaluations.get(created.id, at), NotFoundError, 404, 7002);
  assert.deepEqual(await list({ name: 'of failures' }), []);
});

test('mandatory types are computed whether they are asked for or not', async () => {
  const mandatory = (await all(aiGateway.evaluationTypes.list({ account_id })))
    .filter((type) => type.mandatory).map(({ id }) => id);
  const dataset = await createDataset('any', []);
  const { id } = await evaluations.create(gateway,
    { account_id, name: 'mandatory', dataset_ids: [dataset.id], evaluation_type_ids: [] });
  const done = await until(() => evaluations.get(id, at), ({ processed }) => processed);
  assert.deepEqual(new Set(done.results.map((result) => result.evaluation_type_id)),
    new Set(mandatory));
});

test('an evaluation that breaks a rule is refused', async () => {
  const [{ id }] = await all(datasets.list(gateway, { account_id }));
  const create = (dataset_ids) => evaluations.create(gateway,
    { account_id, name: 'wrong', dataset_ids, evaluation_type_ids: [] });
  await refused(create([]), BadRequestError, 400, 7001, 'body/dataset_ids');
  await refused(create(Array(6).fill(id)), BadRequestError, 400, 7001, 'body/dataset_ids');
  await assert.rejects(create(['nonesuch']), Cloudflare.APIError);
  assert.deepEqual(await all(evaluations.list(gateway, { account_id, name: 'wrong' })), []);
});
