#!/usr/bin/env bash
# Prepares a checkout: the wasm32 standard library and the Node packages. Safe to run again; a second run
# only looks. KAITO_CACHE names the folder that checkouts share (default: the user's cache folder).
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
cache=${KAITO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kaito}
# `cargo xtask build` uses the toolchain behind this link where there is one, else the user's own.
link=.cache/wasm-toolchain

need() {
  command -v "$1" >/dev/null || { echo "setup: $1 is missing. $2" >&2; exit 1; }
}

has_target() {
  local rustc=${1:-rustc} dir
  dir=$(RUSTUP_AUTO_INSTALL=0 "$rustc" --print target-libdir --target "$target" 2>/dev/null) &&
    compgen -G "$dir/libstd*.rlib" >/dev/null
}

setup_wasm() {
  if has_target; then rm -f "$link"; return; fi
  if [ -x "$link/bin/rustc" ] && has_target "$link/bin/rustc"; then return; fi
  rm -f "$link"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    local home
    if home=$(scripts/wasm-toolchain.sh "$cache"); then
      mkdir -p .cache && ln -sfn "$home" "$link"
      return
    fi
    echo "setup: Debian's packages did not give a $target toolchain; trying rustup" >&2
  fi
  need rustup "Install Rust with rustup, or the $target target in your own way."
  rustup target add "$target"
}

# The lockfile decides: packages are installed again when it, or a workspace's package.json, has changed.
setup_node() {
  local stamp=node_modules/.kaito-setup sum
  sum=$(cat package-lock.json package.json ./*/package.json | cksum)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return
  npm ci --no-fund --no-audit --loglevel=error
  echo "$sum" >"$stamp"
}

# The tests of the page need a browser; where none can be installed (tried once) they skip and say so.
setup_browser() {
  local tried=.cache/browser-tried
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || [ -n "${KAITO_CHROMIUM:-}" ] && return
  [ -e "$tried" ] && return
  mkdir -p .cache && : >"$tried"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 && return
  fi
  echo "setup: no Chromium; the tests of the page will be skipped (apt-get install chromium, or set KAITO_CHROMIUM)" >&2
}

need cargo "Install Rust 1.95 or later (rustup)."
need npm "Install Node.js 20 or later."
setup_wasm
[ ! -f package-lock.json ] || setup_node
setup_browser
