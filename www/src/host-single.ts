/** Where the page's own parts come from: here, the one HTML file that holds them all. */
import type { Core } from "./core.js";
import * as page from "./page.js";

/** The core and its bytes: gzip in base64, as vite/single.ts writes them. */
export async function loadCore(): Promise<Core> {
  const packed = decoded(element("core"));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(unpacked).arrayBuffer();
  return { module: await WebAssembly.compile(bytes), bytes: Promise.resolve(bytes) };
}

/** The page's script, which is this one. */
export const loadPage = async (): Promise<typeof page> => page;

/** Nothing is requested for it. */
export const encoderAddress: string | undefined = undefined;

/** Letters of base64 that are decoded at once: a multiple of four, and few enough that nobody notices. */
const PIECE = 1 << 20;

/** The semantic encoder's bytes, where the file holds them. */
export async function encoderBytes(progress: (share: number) => void): Promise<Uint8Array | undefined> {
  const text = element("encoder");
  if (text === "") return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < text.length; start += PIECE) {
    parts.push(decoded(text.slice(start, start + PIECE)));
    progress(start / text.length);
    await new Promise((next) => setTimeout(next));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The file is at hand already. */
export async function keepForOffline(): Promise<boolean> {
  return true;
}

function element(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
