/** Emits the service worker with the list of the files that it keeps. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** Files of public/, which the bundle does not list. */
const PUBLIC = ["icon.svg", "manifest.webmanifest"];

export function offline(): Plugin {
  return {
    name: "kaito-offline",
    enforce: "post",
    apply: "build",
    generateBundle(_, bundle) {
      const hash = createHash("sha256");
      for (const name of Object.keys(bundle).sort()) {
        const part = bundle[name];
        if (part !== undefined) hash.update(name).update(part.type === "chunk" ? part.code : part.source);
      }
      for (const name of PUBLIC) hash.update(readFileSync(new URL(`../public/${name}`, import.meta.url)));
      const later = Object.keys(bundle).filter((name) => name.endsWith(".encoder"));
      const files = ["./", ...PUBLIC, ...Object.keys(bundle).filter((name) => name !== "index.html" && !later.includes(name))];
      const source = readFileSync(new URL("./sw.js", import.meta.url), "utf8")
        .replace("__VERSION__", hash.digest("hex").slice(0, 16))
        .replace("__FILES__", JSON.stringify(files))
        .replace("__LATER__", JSON.stringify(later));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
