#!/usr/bin/env bash
# Makes a Rust toolchain for wasm32-unknown-unknown out of Debian's packages, for machines that cannot
# download rustup's standard library: rustc, cargo and lld come from apt, the standard library is compiled
# from the very source that Debian's compiler was built from (another version would not link).
#
# usage: wasm-toolchain.sh CACHE    prints the toolchain's folder: put its bin/ first on PATH
set -euo pipefail

target=wasm32-unknown-unknown
packages=(rustc-web cargo-web rust-web-src lld-22)
cache=$(realpath -m "${1:?usage: wasm-toolchain.sh CACHE}")

# A missing component must fail here, not start a download halfway through.
export RUSTUP_DIST_SERVER=file:///nonexistent RUSTUP_UPDATE_ROOT=file:///nonexistent RUSTUP_AUTO_INSTALL=0
unset RUSTC RUSTC_WRAPPER RUSTUP_TOOLCHAIN RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_TARGET

install_packages() {
  dpkg-query -W -f '${Status}\n' "${packages[@]}" 2>/dev/null | grep -c '^install ok installed' |
    grep -qx "${#packages[@]}" && return
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  echo "setup: installing ${packages[*]}" >&2
  "${apt[@]}" install -y --no-install-recommends "${packages[@]}" >&2 2>/dev/null ||
    { "${apt[@]}" update >&2 && "${apt[@]}" install -y --no-install-recommends "${packages[@]}" >&2; }
}

# A sysroot of its own: the host's libraries and linker by link, so that build scripts and macros still compile.
lay_out() {
  local dir=$1 home=$2 host=$3
  mkdir -p "$dir/bin" "$dir/lib/rustlib/$host/bin"
  ln -s "$(/usr/bin/rustc --print sysroot)/lib/rustlib/$host/lib" "$dir/lib/rustlib/$host/lib"
  ln -s "$(command -v lld-22)" "$dir/lib/rustlib/$host/bin/rust-lld"
  ln -s /usr/bin/cargo /usr/bin/rustdoc "$dir/bin/"
  printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$home" >"$dir/bin/rustc"
  chmod +x "$dir/bin/rustc"
}

compile_std() {
  local dir=$1 src flags
  src=$(readlink -f "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library")
  # The library is marked as the standard one, and its panic messages name no folder of this machine.
  flags="-Zforce-unstable-if-unmarked --remap-path-prefix=$src=/rustc/library"
  mkdir -p "$dir/lib/rustlib/$target/lib"
  RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=$flags CARGO_TARGET_DIR=$dir/build \
    /usr/bin/cargo build --quiet --locked --profile dist --target "$target" \
    --manifest-path "$src/sysroot/Cargo.toml" --features 'panic-unwind backtrace' >&2
  cp "$dir/build/$target/dist/deps/"lib*.rlib "$dir/lib/rustlib/$target/lib/"
  rm -rf "$dir/build"
}

install_packages
version=$(/usr/bin/rustc -vV | sed -n 's/^release: //p')
package=$(dpkg-query -W -f '${Version}' rustc-web)
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
# The package's version is part of the name: after an upgrade of the compiler the library is compiled anew.
home=$cache/wasm-toolchain-$package
if [ ! -d "$home" ]; then
  echo "setup: compiling the standard library of Rust $version for $target (once, about a minute)" >&2
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.wasm-toolchain.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  lay_out "$work" "$home" "$host"
  compile_std "$work"
  chmod 755 "$work"
  # Complete or absent: another checkout may have finished the same folder in the meantime.
  mv -T "$work" "$home" 2>/dev/null || [ -d "$home" ]
fi
echo "$home"
