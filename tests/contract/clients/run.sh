#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test program with the Node.js that package-lock.json names.
cd "$(dirname "$0")" || exit 1
for node in node_modules/node-linux-*/bin/node; do
  [ ! -x "$node" ] || exec "$node" --disable-warning=ExperimentalWarning --test-reporter=spec "$@"
done
echo "The clients are not installed; run: npm ci --prefix tests/contract/clients" >&2
exit 1
