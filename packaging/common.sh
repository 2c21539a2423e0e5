# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: finds the source tree, and installs what is missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# missing COLUMN CHECK… : the packages of a column of dependencies.txt that CHECK PACKAGE does not find.
missing() {
  local column=$1 package
  shift
  awk -v uses="$uses" -v column="$column" \
    '!/^#/ && NF && index(" " uses " ", " " $1 " ") { print $column }' \
    "$root/packaging/dependencies.txt" | sort -u | while read -r package; do
    "$@" "$package" >/dev/null 2>&1 || echo "$package"
  done
}

# A command may be there from elsewhere: Node.js often brings an npm of its own, which Debian's
# package conflicts with.
debian_has() {
  dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed || command -v "$1"
}

# install_dependencies USE… : of build, run, test
install_dependencies() {
  local uses="$*" packages
  if command -v apt-get >/dev/null; then
    packages=$(missing 2 debian_has)
    [ -n "$packages" ] || return 0
    echo "Installing:" $packages
    local sudo=
    if [ "$(id -u)" != 0 ]; then
      command -v sudo >/dev/null || fail "not root and no sudo; as root: apt-get install" $packages
      sudo=sudo
    fi
    $sudo apt-get update -q || fail "apt-get update failed"
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages \
      || fail "these could not be installed:" $packages
    packages=$(missing 2 debian_has)
    [ -z "$packages" ] || fail "still missing after the installation:" $packages
  elif command -v dnf >/dev/null; then
    packages=$(missing 3 rpm -q --whatprovides)
    [ -z "$packages" ] || fail "first install: sudo dnf install" $packages
  elif command -v pacman >/dev/null; then
    packages=$(missing 4 pacman -Q)
    [ -z "$packages" ] || fail "first install: sudo pacman -S" $packages
  else
    fail "unknown system; install what packaging/dependencies.txt lists, then use the CMake presets"
  fi
}

# build TARGET… : of the release preset
build() {
  cd "$root"
  mkdir -p build
  cmake --preset release >build/configure.log 2>&1 || {
    cat build/configure.log >&2
    fail "cmake could not configure"
  }
  cmake --build --preset release --target "$@" || fail "the build failed"
}
