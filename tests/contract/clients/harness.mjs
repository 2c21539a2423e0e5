// SPDX-License-Identifier: GPL-3.0-or-later
// What the test programs share: a sandbox of their own, a proxy that notes which operations were
// answered, and the notes that one program leaves for another.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { operationOf } from './operations.mjs';

export const account = 'sandbox';
export const token = 'token-of-the-tests';
const program = process.argv[2];
const notes = process.argv[3];
const name = basename(process.argv[1], '.mjs');

// Starts gatehouse-sandbox; the kernel ends it should this process die.
export async function startSandbox(...options) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, '--port=0', '--seed-logs=3000',
    `--token=${token}`, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  assert.match(String(line), /^gatehouse-sandbox listening on http:/);
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    return (await ended)[0];
  };
  after(() => stop('SIGKILL'));
  return { origin: new URL(line.split(' ').at(-1)).origin, stop };
}

// A proxy before the sandbox, which counts the operations that succeed.
export async function startRecorder(sandbox, client) {
  const answered = {};
  const server = http.createServer((request, response) => {
    const { method, url, headers } = request;
    const forward = http.request(new URL(url, sandbox.origin), { method, headers }, (answer) => {
      const operation = operationOf(method, url) ?? `${method} ${url}`;
      if (answer.statusCode < 300) {
        answered[operation] = (answered[operation] ?? 0) + 1;
      }
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    forward.on('error', () => response.destroy());
    request.pipe(forward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  writeNote('operations', undefined);
  after(() => {
    server.close();
    server.closeAllConnections();
    writeNote('operations', { client, answered });
  });
  return `http://127.0.0.1:${server.address().port}`;
}

// The base URL of a client before a new sandbox.
export async function recorded(client, ...options) {
  return startRecorder(await startSandbox(...options), client);
}

export function writeNote(kind, value) {
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, `${name}.${kind}.json`), JSON.stringify(value ?? null, null, 1));
}

// The notes of one kind that the other programs left.
export function readNotes(kind) {
  const files = existsSync(notes) ? readdirSync(notes) : [];
  return files.filter((file) => file.endsWith(`.${kind}.json`))
    .map((file) => JSON.parse(readFileSync(join(notes, file), 'utf8')))
    .filter((note) => note !== null);
}

export function notePath(file) {
  mkdirSync(notes, { recursive: true });
  return join(notes, file);
}

// Asks until the answer is as hoped.
export async function until(ask, hoped, patience = 20_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (hoped(answer)) {
      return answer;
    }
    assert(Date.now() < deadline, `still ${JSON.stringify(answer)}`);
    await sleep(100);
  }
}

// Long bodies have a head that is cut, and some clients and models send what is no JSON.
export function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
export const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
