#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Gatehouse and runs its tests. Arguments go to ctest.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

install_dependencies build run test
clients=$root/tests/contract/clients
if [ "$clients/package-lock.json" -nt "$clients/node_modules/.package-lock.json" ]; then
  (cd "$clients" && npm ci --loglevel=error) || fail "npm ci failed"
fi
build all
ctest --preset release "$@"
