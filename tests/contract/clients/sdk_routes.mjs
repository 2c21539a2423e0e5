// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare: dynamic routes, their versions and deployments.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Cloudflare from 'cloudflare';
import { recorded, time } from './harness.mjs';
import { account_id, notingClient, refused } from './sdk.mjs';
import { oneModel, plan } from './graphs.mjs';

const { dynamicRouting } = notingClient(await recorded('sdk')).aiGateway;
const { APIError, BadRequestError, NotFoundError } = Cloudflare;
const gateway = 'production-chat'; // of the seed
const at = { account_id, gateway_id: gateway };

function create(name, elements = plan) {
  return dynamicRouting.create(gateway, { account_id, name, elements });
}

async function listed(query = {}) {
  return (await dynamicRouting.list(gateway, { account_id, ...query })).data.routes;
}

async function versionsOf(id) {
  return (await dynamicRouting.listVersions(id, at)).data.versions;
}

test('a route is created and deployed, fetched, listed, renamed and deleted', async () => {
  const route = await create('of-the-sdk');
  assert.equal(route.name, 'of-the-sdk');
  assert.equal(route.gateway_id, gateway);
  assert.match(route.created_at, time);
  assert.deepEqual(route.elements, plan);
  assert.equal(route.version.active, 'true');
  assert.equal(route.deployment.version_id, route.version.version_id);

  const read = await dynamicRouting.get(route.id, at);
  assert.deepEqual(read.elements, plan);
  assert.deepEqual(read.version, route.version);
  assert.deepEqual(read.deployment, route.deployment);
  assert((await listed({ per_page: 100 })).some(({ id, name }) => id === route.id && name === route.name));

  const renamed = await dynamicRouting.update(route.id, { ...at, name: 'renamed' });
  assert.equal(renamed.success, true);
  assert.equal(renamed.route.id, route.id);
  assert.equal(renamed.route.name, 'renamed');
  assert.equal((await dynamicRouting.get(route.id, at)).name, 'renamed');

  assert.equal((await dynamicRouting.delete(route.id, at)).id, route.id);
  await refused(dynamicRouting.get(route.id, at), NotFoundError, 404, 7002);
  assert((await listed({ per_page: 100 })).every(({ id }) => id !== route.id));
});

test('versions never change; a deployment says which one counts', async () => {
  const { id, version, deployment } = await create('versions');
  assert.deepEqual((await versionsOf(id)).map(({ version_id }) => version_id), [version.version_id]);

  const made = await dynamicRouting.createVersion(id, { ...at, elements: oneModel });
  assert.deepEqual(made.elements, oneModel);
  assert.deepEqual((await dynamicRouting.get(id, at)).elements, plan);
  const second = (await versionsOf(id)).find(({ version_id }) => version_id !== version.version_id);
  assert.equal(second.active, 'false');

  const deployed = await dynamicRouting.createDeployment(id, { ...at, version_id: second.version_id });
  assert.deepEqual(deployed.elements, oneModel);
  const route = await dynamicRouting.get(id, at);
  assert.deepEqual(route.elements, oneModel);
  assert.equal(route.version.version_id, second.version_id);
  const active = new Map((await versionsOf(id)).map((one) => [one.version_id, one.active]));
  assert.deepEqual(active, new Map([[second.version_id, 'true'], [version.version_id, 'false']]));
  const { data } = await dynamicRouting.listDeployments(id, at);
  assert.deepEqual(new Set(data.deployments.map((one) => one.version_id)), new Set(active.keys()));
  assert(data.deployments.some((one) => one.deployment_id === deployment.deployment_id));

  const first = await dynamicRouting.getVersion(version.version_id, { ...at, id });
  assert.deepEqual(first.elements, plan);
  assert.deepEqual(JSON.parse(first.data), plan);
  assert.equal(first.active, 'false');

  const missing = '00000000-0000-4000-8000-000000000000';
  await assert.rejects(dynamicRouting.createDeployment(id, { ...at, version_id: missing }), APIError);
  await refused(dynamicRouting.getVersion(missing, { ...at, id }), NotFoundError, 404, 7002);
});

test('pages of routes follow each other to the end', async () => {
  for (const number of [1, 2, 3]) {
    await create(`page-${number}`);
  }
  const atOnce = (await listed({ per_page: 100 })).map(({ id }) => id);
  const paged = [];
  for (let page = 1, routes; (routes = await listed({ page, per_page: 2 })).length > 0; page += 1) {
    paged.push(...routes.map(({ id }) => id));
  }
  assert(paged.length >= 3);
  assert.deepEqual(paged, atOnce);
});

test('names are taken once', async () => {
  await create('taken');
  await assert.rejects(create('taken'), APIError);
  const other = await create('other');
  await assert.rejects(dynamicRouting.update(other.id, { ...at, name: 'taken' }), APIError);
});

test('a graph that breaks a rule is refused', async () => {
  const [start, conditional, percentage, rate, model, ...rest] = plan;
  const to = (elementId) => ({ elementId });
  const graphs = {
    'no start': plan.slice(1),
    'two starts': [...plan, { ...start, id: 'start-2' }],
    'an unknown element': [{ ...start, outputs: { next: to('nowhere') } }, ...plan.slice(1)],
    'shares of 90': [start, conditional,
      { ...percentage, outputs: { '10%': to('model'), '80%': to('rate') } }, rate, model, ...rest],
    'else': [start, conditional,
      { ...percentage, outputs: { '10%': to('model'), else: to('rate') } }, rate, model, ...rest],
    'no model': [start, conditional, percentage, rate,
      { ...model, properties: { ...model.properties, model: undefined } }, ...rest],
    'an unknown type': [...plan, { id: 'x', type: 'teleport', outputs: {} }],
  };
  for (const [name, elements] of Object.entries(graphs)) {
    await assert.rejects(create('wrong', elements), (error) => {
      assert(error instanceof BadRequestError, `${name}: ${error}`);
      assert.equal(error.errors[0].code, 7001, name);
      return true;
    }, name);
  }
  assert((await listed({ per_page: 100 })).every(({ name }) => name !== 'wrong'));
});

test('a condition under another name is dropped without a word', async () => {
  const elements = plan.map((element) => (element.type === 'conditional'
    ? { ...element, properties: { condition: element.properties.conditions } } : element));
  const route = await create('condition', elements);
  assert.deepEqual(route.elements.find(({ type }) => type === 'conditional').properties, {});
});
