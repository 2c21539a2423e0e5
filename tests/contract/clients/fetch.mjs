// SPDX-License-Identifier: GPL-3.0-or-later
// Requests by hand, and answers held against shapes written down from the vendors' OpenAPI.
import assert from 'node:assert/strict';
import { account, token } from './harness.mjs';

// A function that sends a request below base and returns {status, headers, body}.
export function caller(base) {
  return async (verb, path, body, headers = {}) => {
    const response = await fetch(`${base}${path}`, {
      method: verb,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

export function accountCaller(origin) {
  return caller(`${origin}/client/v4/accounts/${account}/ai-gateway`);
}

// The results of all pages of a list.
export async function every(call, path, query = '') {
  const found = [];
  for (let page = 1; ; page += 1) {
    const { status, body } = await call('GET', `${path}?page=${page}&per_page=100${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    if (body.result.length === 0) {
      return found;
    }
    found.push(...body.result);
  }
}

// Holds value against shape: a typeof, 'integer', a pattern, a list of literals after oneOf, [shape]
// for an array, or an object of shapes where "name?" may be missing. What it does not name is wrong.
export function assertShape(value, shape, at = 'answer') {
  const wrong = `${at}: ${JSON.stringify(value)}`;
  if (typeof shape === 'function') {
    shape(value, at);
  } else if (shape === 'integer') {
    assert(Number.isInteger(value), wrong);
  } else if (typeof shape === 'string') {
    assert.equal(typeof value, shape, wrong);
  } else if (shape instanceof RegExp) {
    assert.match(value, shape, wrong);
  } else if (Array.isArray(shape)) {
    assert(Array.isArray(value), wrong);
    value.forEach((item, index) => assertShape(item, shape[0], `${at}[${index}]`));
  } else {
    assert(value !== null && typeof value === 'object', wrong);
    const named = new Set();
    for (const [key, member] of Object.entries(shape)) {
      const name = key.replace(/\?$/, '');
      named.add(name);
      if (name === key || name in value) {
        assertShape(value[name], member, `${at}.${name}`);
      }
    }
    assert.deepEqual(Object.keys(value).filter((name) => !named.has(name)), [], `${at} has more`);
  }
}

export function oneOf(...literals) {
  return (value, at) => assert(literals.includes(value), `${at}: ${JSON.stringify(value)}`);
}

export function nullable(shape) {
  return (value, at) => value === null || assertShape(value, shape, at);
}

// The result of an answer that succeeded.
export function resultOf({ status, body }, shape) {
  assert.equal(status, 200, JSON.stringify(body));
  assertShape(body, { result: shape, success: oneOf(true) });
  return body.result;
}

export function assertRefused({ status, body }, expected, code, path) {
  assert.equal(status, expected, JSON.stringify(body));
  assert.equal(body.success, false);
  assert(body.errors[0].message.length > 0);
  if (code) {
    assert.equal(body.errors[0].code, code, JSON.stringify(body));
  }
  if (path) {
    assert.deepEqual(body.errors.map((error) => error.path.join('/')), [path]);
  }
}
