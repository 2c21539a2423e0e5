#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Gatehouse and starts it on its sandbox. Arguments go to the console.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
started_in=$PWD

install_dependencies build run
build gatehouse gatehouse-sandbox

if [ $# = 0 ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
  echo "There is no display: taking pictures of every view instead, into $root/build/release/tour"
  QT_QPA_PLATFORM=offscreen exec "$root/build/release/bin/gatehouse" --tour "$root/build/release/tour"
fi
cd "$started_in"
exec "$root/build/release/bin/gatehouse" "$@"
