/** Where the page's own parts come from: here, files beside it on its server. */
import wasm from "../../build/wasm/kaito_bg.wasm?url";

/** The bytes of the core. */
export async function coreBytes(): Promise<ArrayBuffer> {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`${wasm}: ${response.status}`);
  return response.arrayBuffer();
}

/** Keeps the page's files for use without a network; only where the browser offers that (https, localhost). */
export async function keepForOffline(): Promise<boolean> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return false;
  await navigator.serviceWorker.register("./sw.js");
  await navigator.serviceWorker.ready;
  return true;
}
