/** Where the page's own parts come from: here, the one HTML file that holds them all. */

/** The bytes of the core: gzip in base64, as vite/single.ts writes them. */
export async function coreBytes(): Promise<ArrayBuffer> {
  const text = document.getElementById("core")?.textContent ?? "";
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** The file is at hand already. */
export async function keepForOffline(): Promise<boolean> {
  return true;
}
