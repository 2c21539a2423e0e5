// SPDX-License-Identifier: GPL-3.0-or-later
// What the sandbox acknowledged is there after kill -9 in the middle of writing, again and again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountCaller, every } from './fetch.mjs';
import { startSandbox } from './harness.mjs';

const writers = 8;
const gateway = 'support-bot'; // of the seed
const settings = {
  cache_invalidate_on_update: false,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-durability-'));
const database = join(folder, 'sandbox.db');
after(() => rmSync(folder, { recursive: true }));

// Acknowledged names of datasets, and of each writer's gateway the acknowledged and the last value.
const datasets = [];
const gateways = new Map();

// Writes until the sandbox is gone.
async function write(call, number, round) {
  const accepted = async (...request) => {
    const { status, body } = await call(...request);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const id = `gateway-${number}`;
  if (!gateways.has(id)) {
    await accepted('POST', '/gateways', { ...settings, id, cache_ttl: 0 });
    gateways.set(id, { acknowledged: 0, sent: 0 });
  }
  for (let step = 0; ; step += 1) {
    const name = `dataset-${number}-${round}-${step}`;
    await accepted('POST', `/gateways/${gateway}/datasets`, { name, enable: true, filters: [] });
    datasets.push(name);
    const state = gateways.get(id);
    state.sent += 1;
    await accepted('PUT', `/gateways/${id}`, { ...settings, cache_ttl: state.sent });
    state.acknowledged = state.sent;
  }
}

async function check(call) {
  const names = (await every(call, `/gateways/${gateway}/datasets`)).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, 'a dataset is there twice');
  const present = new Set(names);
  assert.deepEqual(datasets.filter((name) => !present.has(name)), []);
  for (const [id, state] of gateways) {
    const { cache_ttl } = (await call('GET', `/gateways/${id}`)).body.result;
    assert([state.acknowledged, state.sent].includes(cache_ttl), `${id}: ${cache_ttl}`);
    state.acknowledged = state.sent = cache_ttl;
  }
}

test('acknowledged writes outlive the process', async () => {
  for (let round = 0; round < 5; round += 1) {
    const sandbox = await startSandbox('--database', database);
    const call = accountCaller(sandbox.origin);
    await check(call);
    const writing = Promise.allSettled(
      Array.from({ length: writers }, (_, number) => write(call, number, round)),
    );
    const before = datasets.length;
    await sleep(300 + 100 * round);
    await sandbox.stop('SIGKILL');
    for (const { reason } of await writing) {
      assert.match(reason.message, /^(fetch failed|terminated)$/); // and not refused
    }
    assert(datasets.length > before, 'nothing was written');
  }

  const sandbox = await startSandbox('--database', database);
  await check(accountCaller(sandbox.origin));
  assert.equal(await sandbox.stop(), 0);
  const file = new DatabaseSync(database, { readOnly: true });
  assert.deepEqual(file.prepare('PRAGMA integrity_check').all().map((row) => ({ ...row })), [{ integrity_check: 'ok' }]);
  assert.deepEqual(file.prepare('PRAGMA foreign_key_check').all(), []);
  file.close();
});
