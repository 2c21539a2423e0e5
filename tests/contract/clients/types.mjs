// SPDX-License-Identifier: GPL-3.0-or-later
// What npm cloudflare's methods returned in the other programs, compiled against what its
// declarations promise.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { notePath, readNotes } from './harness.mjs';
import { client, methodsOf } from './sdk.mjs';

const methods = methodsOf(client('http://127.0.0.1:1').aiGateway).map(([path]) => path);
const returned = Object.fromEntries(methods.map((path) => [path, []]));
for (const note of readNotes('returned')) {
  for (const [path, values] of Object.entries(note)) {
    returned[path].push(...values);
  }
}

// The type of what AIGateway['logs']['get'] and the like return
function typeOf(path) {
  if (path === 'dynamicRouting.list') {
    return 'RouteList';
  }
  return `Returned<AIGateway${path.split('.').map((name) => `['${name}']`).join('')}>`;
}

function compile(text) {
  const file = notePath('answers.mts');
  writeFileSync(file, text);
  // so that the file finds the declarations
  rmSync(notePath('node_modules'), { force: true });
  symlinkSync(resolve('node_modules'), notePath('node_modules'));
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '--strict',
      '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--types', 'node',
      '--preserveSymlinks', file], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return error.stdout;
  }
}

const head = `import type { AIGateway } from 'cloudflare/resources/ai-gateway/ai-gateway';
type Returned<M extends (...parameters: never[]) => PromiseLike<unknown>> =
  Awaited<ReturnType<M>> extends { getPaginatedItems(): infer Items } ? Items : Awaited<ReturnType<M>>;
// The service is reported to list routes without their elements.
type Declared = Returned<AIGateway['dynamicRouting']['list']>;
type Route = Declared['data']['routes'][number];
type RouteList = Omit<Declared, 'data'> & {
  data: Omit<Declared['data'], 'routes'> & { routes: (Omit<Route, 'elements'> & Partial<Pick<Route, 'elements'>>)[] };
};
`;

test('every method of the SDK was answered', () => {
  assert.equal(methods.length, 50);
  assert.deepEqual(methods.filter((path) => returned[path].length === 0), []);
});

test('every answer is of the published type', () => {
  const literals = methods.flatMap((path) => returned[path].map((value, index) =>
    `export const ${path.replaceAll('.', '_')}_${index}: ${typeOf(path)} =\n${JSON.stringify(value, null, 1)};\n`));
  assert.equal(compile(head + literals.join('')), '');
});

test('the compiler would have seen a wrong one', () => {
  const wrong = `export const x: ${typeOf('urls.get')} = 1;\nexport const y: ${typeOf('datasets.list')} = [{}];\n`;
  assert.match(compile(head + wrong), /\(10,14\): error TS2322[^]*\(11,\d+\): error TS2/);
});
