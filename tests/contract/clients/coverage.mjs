// SPDX-License-Identifier: GPL-3.0-or-later
// Which client was answered how often by which operation, from what the recorders noted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotes } from './harness.mjs';
import { operations } from './operations.mjs';

const clients = ['sdk', 'cf', 'fetch'];
const counts = new Map();
for (const { client, answered } of readNotes('operations')) {
  for (const [operation, count] of Object.entries(answered)) {
    const row = counts.get(operation) ?? {};
    row[client] = (row[client] ?? 0) + count;
    counts.set(operation, row);
  }
}

function line(operation, cells) {
  return operation.padEnd(64) + cells.map((cell) => String(cell ?? '').padStart(6)).join('');
}

test('every operation succeeded for a client that nobody here wrote, or by hand', () => {
  console.log(line('operation', clients));
  for (const operation of operations) {
    console.log(line(operation, clients.map((client) => counts.get(operation)?.[client])));
  }
  console.log(line(`${operations.length} operations`, clients.map((client) =>
    operations.filter((operation) => counts.get(operation)?.[client]).length)));
  assert.deepEqual(operations.filter((operation) => !counts.has(operation)), []);
  const unknown = [...counts.keys()].filter((operation) => !operations.includes(operation));
  assert.deepEqual(unknown, []);
});
