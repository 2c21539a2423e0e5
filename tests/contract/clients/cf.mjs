// SPDX-License-Identifier: GPL-3.0-or-later
// npm cf, a command-line client: every command that it has for this API.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { oneModel, plan } from './graphs.mjs';
import { account, isJson, recorded, token, until } from './harness.mjs';

const origin = await recorded('cf');
const home = mkdtempSync(join(tmpdir(), 'gatehouse-cf-'));
after(() => rmSync(home, { recursive: true }));
const environment = {
  HOME: home,
  NODE_COMPILE_CACHE: join(home, 'compiled'), // cf is one script of 9 MB
  PATH: process.env.PATH,
  CLOUDFLARE_BASE_URL: `${origin}/client/v4`,
  CLOUDFLARE_API_TOKEN: token,
  CLOUDFLARE_ACCOUNT_ID: account,
  CF_HIDE_COMMANDS: 'false',
  CF_NO_PROMPT: '1',
  CI: '1',
  NO_COLOR: '1',
};
const used = new Set();
const gateway = 'support-bot'; // of the seed

function execute(...words) {
  return new Promise((resolve) => {
    execFile(process.execPath, ['node_modules/cf/bin/cf', 'ai-gateway', ...words],
      { env: environment }, (error, stdout, stderr) => resolve({ failed: error !== null, stdout, stderr }));
  });
}

// Runs a command such as "logs get" and reads the JSON that it prints.
async function cf(command, ...words) {
  const { failed, stdout, stderr } = await execute(...command.split(' '), ...words);
  assert(!failed, `${command}: ${stderr}`);
  used.add(command);
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

async function fails(message, ...words) {
  const { failed, stderr } = await execute(...words);
  assert(failed, words.join(' '));
  assert.match(stderr, message);
}

async function commands(...group) {
  const { stdout } = await execute(...group, '--help');
  return [...stdout.matchAll(/^ {2}cf ai-gateway ([\w -]*?\w)(?: {2}|$)/gm)].map(([, name]) => name);
}

function filters(key, operator, ...value) {
  return ['--filters', JSON.stringify([{ key, operator, value }])];
}

// The details of the first log with bodies that cf can print.
async function firstReadable(rows) {
  for (const row of rows) {
    const log = await cf('logs get', row.id, gateway);
    assert.deepEqual({ ...log, ...row }, log);
    if (isJson(log.request_head) && isJson(log.response_head)) {
      return log;
    }
  }
  assert.fail('no log has readable bodies');
}

test('gateways', async () => {
  const required = ['--cache-ttl', '60', '--collect-logs', '--cache-invalidate-on-update',
    '--rate-limiting-interval', '0', '--rate-limiting-limit', '0'];
  const created = await cf('create', '--id', 'of-cf', ...required, '--retry-delay', '250');
  assert.deepEqual([created.id, created.cache_ttl, created.collect_logs, created.retry_delay],
    ['of-cf', 60, true, 250]);
  assert.deepEqual(await cf('get', 'of-cf'), created);
  assert.deepEqual((await cf('list', '--search', 'of-cf')), [created]);
  const body = { ...created, cache_ttl: 90, store_id: 'store' };
  const updated = await cf('update', 'of-cf', '--body', JSON.stringify(body));
  assert.deepEqual({ ...body, modified_at: updated.modified_at }, updated);
  await fails(/409[^]*\[7003\]/, 'create', '--id', 'of-cf', ...required);
  await fails(/400[^]*\[7001\]/, 'create', '--id', 'wrong', ...required, '--retry-delay', '5001');
  assert.equal(await cf('urls get', 'of-cf', 'openai'),
    `https://gateway.ai.cloudflare.com/v1/${account}/of-cf/openai`);
  assert((await cf('evaluation-types list')).length >= 3);
});

test('provider configs', async () => {
  const secret = 'sk-never-to-be-seen-again';
  const config = { alias: 'main', provider_slug: 'openai', default_config: true, secret, secret_id: '' };
  const created = await cf('provider-configs create', 'of-cf', '--body', JSON.stringify(config));
  assert.deepEqual([created.alias, created.gateway_id], ['main', 'of-cf']);
  assert.deepEqual(await cf('provider-configs list', 'of-cf'), [created]);
  const other = { secret: 'another-secret-9876' };
  const updated = await cf('provider-configs update', 'of-cf', created.id, '--body', JSON.stringify(other));
  assert.equal(updated.id, created.id);
  assert.notEqual(updated.secret_preview, created.secret_preview);
  assert(!JSON.stringify([created, updated]).includes(secret));
  await cf('provider-configs delete', 'of-cf', created.id);
  assert.deepEqual(await cf('provider-configs list', 'of-cf'), []);

  await cf('delete', 'of-cf');
  await fails(/404[^]*\[7002\]/, 'get', 'of-cf');
});

test('logs, with filters as JSON', async () => {
  // cf sends false for each boolean that is not named: without --success it asks for failures.
  const list = (...words) => cf('logs list', gateway, '--per-page', '50', ...words);
  const failed = await list();
  assert(failed.length > 1 && failed.length < 50);
  assert(failed.every(({ success, cached }) => !success && !cached));
  const least = Math.min(...failed.map(({ duration }) => duration));
  const longer = await list(...filters('duration', 'gt', least));
  assert.deepEqual(longer, failed.filter(({ duration }) => duration > least));
  const good = await list('--success');
  const models = [...new Set(good.map(({ model }) => model))].slice(0, 2);
  const some = await list('--success', ...filters('model', 'eq', ...models));
  const expected = good.filter(({ model }) => models.includes(model));
  assert.deepEqual(some.slice(0, expected.length), expected);
  assert(some.every(({ model }) => models.includes(model)));
  await fails(/400/, 'logs', 'list', gateway, ...filters('nonesuch', 'eq', 1));

  const log = await firstReadable(failed);
  const { id } = log;
  assert.deepEqual(await cf('logs request', id, gateway), JSON.parse(log.request_head));
  assert.notEqual(await cf('logs response', id, gateway), undefined);
  const liked = await list(...filters('feedback', 'eq', 1));
  await cf('logs edit', id, gateway, '--feedback', '1', '--score', '75');
  const ids = (rows) => new Set(rows.map((row) => row.id));
  assert.deepEqual(ids(await list(...filters('feedback', 'eq', 1))), ids(liked).add(id));

  await cf('logs delete', gateway, ...filters('success', 'eq', false));
  assert.deepEqual(await list(), []);
  assert.deepEqual(await list('--success'), good);
  await fails(/404[^]*\[7002\]/, 'logs', 'get', id, gateway);
});

test('datasets and evaluations', async () => {
  const found = [{ key: 'cached', operator: 'eq', value: [true] }];
  const body = { name: 'of cf', enable: true, filters: found };
  const dataset = await cf('datasets create', gateway, '--body', JSON.stringify(body));
  assert.deepEqual({ ...dataset, ...body }, dataset);
  assert.deepEqual(await cf('datasets get', gateway, dataset.id), dataset);
  assert.deepEqual(await cf('datasets list', gateway, '--name', 'of cf', '--enable'), [dataset]);
  const change = { ...body, name: 'renamed' };
  const updated = await cf('datasets update', gateway, dataset.id, '--body', JSON.stringify(change));
  assert.equal(updated.name, 'renamed');

  const order = { name: 'by cf', dataset_ids: [dataset.id], evaluation_type_ids: [] };
  const { id } = await cf('evaluations create', gateway, '--body', JSON.stringify(order));
  const done = await until(() => cf('evaluations get', gateway, id), ({ processed }) => processed);
  assert(done.total_logs > 0 && done.results.length > 0);
  assert.deepEqual(await cf('evaluations list', gateway, '--name', 'by cf', '--processed'), [done]);
  await cf('evaluations delete', gateway, id);
  await fails(/404[^]*\[7002\]/, 'evaluations', 'get', gateway, id);
  await cf('datasets delete', gateway, dataset.id);
  await fails(/404[^]*\[7002\]/, 'datasets', 'get', gateway, dataset.id);
});

test('dynamic routes', async () => {
  const routing = (command, ...words) => cf(`dynamic-routing ${command}`, gateway, ...words);
  const route = await routing('create', '--body', JSON.stringify({ name: 'of-cf', elements: plan }));
  assert.deepEqual((await routing('get', route.id)).elements, plan);
  assert((await routing('list')).data.routes.some(({ id }) => id === route.id));
  await routing('create-version', route.id, '--body', JSON.stringify({ elements: oneModel }));
  const { data } = await routing('list-versions', route.id);
  const { version_id } = data.versions.find((one) => one.version_id !== route.version.version_id);
  assert.deepEqual((await routing('get-version', route.id, version_id)).elements, oneModel);
  await routing('create-deployment', route.id, '--version-id', version_id);
  assert.deepEqual((await routing('get', route.id)).elements, oneModel);
  assert.equal((await routing('list-deployments', route.id)).data.deployments.length, 2);
  await routing('update', route.id, '--name', 'renamed');
  assert.equal((await routing('get', route.id)).name, 'renamed');
  await routing('delete', route.id);
  await fails(/404[^]*\[7002\]/, 'dynamic-routing', 'get', gateway, route.id);
});

test('no command was forgotten', async () => {
  const groups = await commands();
  const nested = await Promise.all(groups.map(async (group) => {
    const inside = await commands(group);
    return inside.length > 0 ? inside : [group];
  }));
  assert.deepEqual([...used].toSorted(), nested.flat().toSorted());
});
