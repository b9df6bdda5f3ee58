/** Loads the wasm module that does all the work. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The module's functions and classes. */
export type Core = typeof import("../wasm/kaito.js");

/** Made by `cargo xtask encoder`; questions are matched by words alone without it. */
const ENCODER = new URL("../encoder/kaito.encoder", import.meta.url);
const WASM = new URL("../wasm/kaito_bg.wasm", import.meta.url);

let generation = 0;

/** The compiled module; it can be handed to a worker, which then need not compile it again. */
export function compile(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(fileURLToPath(WASM)));
}

/** Whether the semantic encoder stands beside the module. */
export function hasEncoder(): boolean {
  return existsSync(fileURLToPath(ENCODER));
}

/** The semantic encoder that stands beside the module, where there is one. */
export function encoder(): Uint8Array | undefined {
  return hasEncoder() ? readFileSync(fileURLToPath(ENCODER)) : undefined;
}

/** A fresh instance: after a defect stopped one, its memory must not be used again. */
export async function instantiate(module: WebAssembly.Module): Promise<Core> {
  const query = generation === 0 ? "" : `?${generation}`;
  generation += 1;
  const core = (await import(`../wasm/kaito.js${query}`)) as Core;
  core.initSync({ module });
  return core;
}
