/** Where the page's own parts come from: here, files beside it on its server. */
import { name as encoder } from "virtual:encoder";
import wasm from "../../build/wasm/kaito_bg.wasm?url";
import type { Core } from "./core.js";

/** The core, compiled as it arrives, and its bytes. */
export async function loadCore(): Promise<Core> {
  const response = await fetched(wasm);
  const bytes = response.clone().arrayBuffer();
  // A server that calls it anything but application/wasm sends the same bytes.
  const module = await WebAssembly.compileStreaming(response).catch(async () => WebAssembly.compile(await bytes));
  return { module, bytes };
}

/** The page's script. */
export const loadPage = (): Promise<typeof import("./page.js")> => import("./page.js");

/** The semantic encoder's address; none where the page was built without it. */
export const encoderAddress: string | undefined = encoder === "" ? undefined : new URL(encoder, document.baseURI).href;

/** The semantic encoder's bytes; `progress` hears how much of them is there, 0 to 1. */
export async function encoderBytes(progress: (share: number) => void): Promise<Uint8Array | undefined> {
  if (encoderAddress === undefined) return undefined;
  const response = await fetched(encoderAddress);
  const size = Number(response.headers.get("content-length"));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    parts.push(part.value);
    loaded += part.value.length;
    // A server that compresses tells another size.
    progress(size > 0 ? Math.min(1, loaded / size) : 0);
  }
  const whole = new Blob(parts);
  await keep(encoderAddress, whole);
  return new Uint8Array(await whole.arrayBuffer());
}

/** Keeps a file that is asked for when the page is ready, where vite/sw.js answers from. */
async function keep(address: string, content: Blob): Promise<void> {
  try {
    const cache = await (window.caches as CacheStorage | undefined)?.open("kaito-later");
    if ((await cache?.match(address)) === undefined) await cache?.put(address, new Response(content));
  } catch {
    // No room for it: the next visit asks for it again.
  }
}

/** Keeps the page's files for use without a network; only where the browser offers that (https, localhost). */
export async function keepForOffline(): Promise<boolean> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return false;
  await navigator.serviceWorker.register("./sw.js");
  await navigator.serviceWorker.ready;
  return true;
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
