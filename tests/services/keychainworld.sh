#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# keychainworld.sh gnome|none PROGRAM: runs it in a fresh home, with a keyring of its own that is
# unlocked, or with no message bus at all.
set -euo pipefail
world=$1
program=$2
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
clean=(env -u DISPLAY -u WAYLAND_DISPLAY -u XDG_CURRENT_DESKTOP -u DESKTOP_SESSION
  -u GNOME_KEYRING_CONTROL -u SSH_AUTH_SOCK -u DBUS_SESSION_BUS_ADDRESS
  HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
  XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" GATEHOUSE_KEYCHAIN="$world")
mkdir -m 700 "$home/run" "$home/config" "$home/data" "$home/cache"
if [ "$world" = gnome ]; then
  # shellcheck disable=SC2016
  "${clean[@]}" dbus-run-session -- bash -c '
    printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    "$1"' bash "$program"
else
  "${clean[@]}" DBUS_SESSION_BUS_ADDRESS=unix:path="$home/run/nothing" "$program"
fi
