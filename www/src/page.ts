/** The page itself, over the core as it is being loaded. */
import { mount } from "svelte";
import App from "./App.svelte";
import type { Core } from "./core.js";

export function show(target: Element, core: Promise<Core>): void {
  mount(App, { target, props: { core } });
}
