// SPDX-License-Identifier: GPL-3.0-or-later
// Fifty connections read and write at once: no write is lost, and none happens twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountCaller, every } from './fetch.mjs';
import { startSandbox } from './harness.mjs';

const connections = 50;
const duration = 20_000; // ms
const gateway = 'production-chat'; // of the seed, for datasets and logs
const settings = {
  cache_invalidate_on_update: false,
  collect_logs: true,
  rate_limiting_interval: 0,
  rate_limiting_limit: 0,
};

const call = accountCaller((await startSandbox()).origin);

async function result(...request) {
  const { status, body } = await call(...request);
  assert.equal(status, 200, `${request.slice(0, 2).join(' ')}: ${JSON.stringify(body)}`);
  return body.result;
}

// One connection and what the sandbox acknowledged to it.
class Writer {
  gateways = new Map(); // id to cache_ttl
  datasets = new Map(); // id to name
  contested = 0;
  requests = 0;

  constructor(number, log) {
    this.number = number;
    this.log = log;
    this.metadata = undefined;
  }

  actions = [
    async (step) => {
      const id = `writer-${this.number}-${step}`;
      await result('POST', '/gateways', { ...settings, id, cache_ttl: step });
      this.gateways.set(id, step);
    },
    async (step) => {
      const { id } = await result('POST', `/gateways/${gateway}/datasets`,
        { name: `dataset-${this.number}-${step}`, enable: true, filters: [] });
      this.datasets.set(id, `dataset-${this.number}-${step}`);
    },
    async (step) => {
      const metadata = { writer: this.number, step };
      await result('PATCH', `/gateways/${gateway}/logs/${this.log}`, { metadata, feedback: 1 });
      this.metadata = metadata;
      const { metadata: read } = await result('GET', `/gateways/${gateway}/logs/${this.log}`);
      assert.deepEqual(JSON.parse(read), metadata);
    },
    async (step) => {
      const id = this.gateways.keys().next().value;
      await result('PUT', `/gateways/${id}`, { ...settings, cache_ttl: step });
      this.gateways.set(id, step);
      assert.equal((await result('GET', `/gateways/${id}`)).cache_ttl, step);
    },
    async (step) => {
      // Everybody wants this one.
      const { status } = await call('POST', '/gateways', { ...settings, id: `contested-${step}`, cache_ttl: 0 });
      assert(status === 200 || status === 409, String(status));
      this.contested += status === 200;
    },
    async () => {
      await result('GET', `/gateways/${gateway}/logs?per_page=20&success=true`);
    },
    async (step) => {
      if (step % 3 === 0) {
        const [[gatewayId], [datasetId]] = [...this.gateways].slice(0, 1).concat([...this.datasets].slice(0, 1));
        await result('DELETE', `/gateways/${gatewayId}`);
        this.gateways.delete(gatewayId);
        await result('DELETE', `/gateways/${gateway}/datasets/${datasetId}`);
        this.datasets.delete(datasetId);
      }
    },
  ];

  async work(deadline) {
    for (let step = 0; Date.now() < deadline; step += 1) {
      for (const action of this.actions) {
        await action(step);
        this.requests += 1;
      }
    }
  }
}

test(`${connections} connections for ${duration / 1000} s`, async (context) => {
  const datasetsBefore = (await every(call, `/gateways/${gateway}/datasets`)).length;
  const logs = await result('GET', `/gateways/${gateway}/logs?per_page=${connections}`);
  const writers = logs.map(({ id }, number) => new Writer(number, id));
  assert.equal(writers.length, connections);
  const deadline = Date.now() + duration;
  await Promise.all(writers.map((writer) => writer.work(deadline)));
  const requests = writers.reduce((sum, writer) => sum + writer.requests, 0);
  context.diagnostic(`more than ${requests} requests`);
  assert(requests > 1000);

  const gateways = await every(call, '/gateways');
  const own = gateways.filter(({ id }) => id.startsWith('writer-')).map(({ id, cache_ttl }) => [id, cache_ttl]);
  assert.deepEqual(own.toSorted(), writers.flatMap((writer) => [...writer.gateways]).toSorted());
  const contested = gateways.filter(({ id }) => id.startsWith('contested-'));
  assert.equal(new Set(contested.map(({ id }) => id)).size, contested.length);
  assert.equal(writers.reduce((sum, writer) => sum + writer.contested, 0), contested.length);

  const datasets = await every(call, `/gateways/${gateway}/datasets`);
  const expected = writers.flatMap((writer) => [...writer.datasets]);
  assert.equal(datasets.length, datasetsBefore + expected.length);
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  for (const [id, name] of expected) {
    assert.equal(names.get(id), name);
  }

  for (const { log, metadata } of writers) {
    assert.deepEqual(JSON.parse((await result('GET', `/gateways/${gateway}/logs/${log}`)).metadata), metadata);
  }
});
