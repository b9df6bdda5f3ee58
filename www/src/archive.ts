/** All filled workbooks in one zip file. */
import { zipSync } from "fflate";
import type { OpenFile } from "./open-file.svelte.js";
import type { Workspace } from "./workspace.svelte.js";

/** Fills `files` as they are decided; a name that stands twice gets a number. */
export async function zipOf(workspace: Workspace, files: readonly OpenFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Record<string, Uint8Array> = {};
  for (const file of files) {
    const decisions = file.items.map(({ decision }) => decision);
    const { name, bytes } = await workspace.bridge.about("fill", file.id, decisions);
    parts[unused(name, parts)] = bytes;
  }
  // Workbooks are compressed already.
  return zipSync(parts, { level: 0 });
}

function unused(name: string, parts: Readonly<Record<string, unknown>>): string {
  let free = name;
  for (let n = 2; free in parts; n += 1) free = name.replace(/(\.\w+)?$/, ` (${n})$1`);
  return free;
}
