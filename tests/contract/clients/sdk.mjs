// SPDX-License-Identifier: GPL-3.0-or-later
// npm cloudflare at the sandbox. What its methods return is noted, for types.mjs to compile.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import Cloudflare from 'cloudflare';
import { account, token, writeNote } from './harness.mjs';

export const account_id = account;

// [path, resource, name] of every method under a resource of the SDK, such as "logs.get".
export function methodsOf(resource, path = '') {
  const children = Object.entries(resource)
    .filter(([name, value]) => name !== '_client' && value?._client)
    .flatMap(([name, child]) => methodsOf(child, `${path}${name}.`));
  const own = [];
  for (let type = Object.getPrototypeOf(resource); '_client' in resource && type !== Object.prototype;
    type = Object.getPrototypeOf(type)) {
    own.push(...Object.getOwnPropertyNames(type).filter((name) => name !== 'constructor'));
  }
  return [...children, ...[...new Set(own)].map((name) => [path + name, resource, name])];
}

export function client(origin, options = {}) {
  return new Cloudflare({
    apiToken: token, baseURL: `${origin}/client/v4`, maxRetries: 0, ...options,
  });
}

// A client whose returned values are noted.
export function notingClient(origin) {
  const sdk = client(origin);
  const returned = {};
  for (const [path, resource, name] of methodsOf(sdk.aiGateway)) {
    const method = resource[name];
    resource[name] = (...parameters) => {
      const promise = method.apply(resource, parameters);
      promise.then(
        (value) => (returned[path] ??= []).push(value?.getPaginatedItems?.() ?? value),
        () => undefined, // the test sees it
      );
      return promise;
    };
  }
  writeNote('returned', undefined);
  after(() => writeNote('returned', returned));
  return sdk;
}

// assert.rejects with what a typed error of the SDK says.
export function refused(promise, type, status, code, path) {
  return assert.rejects(promise, (error) => {
    assert(error instanceof type, `${error} is no ${type.name}`);
    assert.equal(error.status, status);
    assert.equal(error.errors[0].code, code);
    assert(error.errors[0].message.length > 0);
    if (path) {
      assert.deepEqual(error.errors.map((entry) => entry.path?.join('/')), [path]);
    }
    return true;
  });
}

export async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}
