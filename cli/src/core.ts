/** Loads the wasm module that does all the work. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The module's functions and classes. */
export type Core = typeof import("../wasm/kaito.js");

const WASM = new URL("../wasm/kaito_bg.wasm", import.meta.url);

let generation = 0;

/** The compiled module; it can be handed to a worker, which then need not compile it again. */
export function compile(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(fileURLToPath(WASM)));
}

/** A fresh instance: after a defect stopped one, its memory must not be used again. */
export async function instantiate(module: WebAssembly.Module): Promise<Core> {
  const query = generation === 0 ? "" : `?${generation}`;
  generation += 1;
  const core = (await import(`../wasm/kaito.js${query}`)) as Core;
  core.initSync({ module });
  return core;
}
