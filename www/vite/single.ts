/** Puts the whole page into one HTML file that works from a double click: script, style, worker and core inline; into a
 * second, larger one the semantic encoder as well. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { encoderFile } from "./encoder.ts";

const CORE = new URL("../../build/wasm/kaito_bg.wasm", import.meta.url);

export function single(light: string, full: string): Plugin {
  return {
    name: "kaito-single",
    enforce: "post",
    apply: "build",
    generateBundle(_, bundle) {
      const parts = Object.values(bundle);
      const script = inline(code(parts));
      const style = text(parts, ".css");
      const page = text(parts, ".html")
        .replace(/<script type="module"[^>]*><\/script>/, "")
        .replace(/<link rel="(?:stylesheet|manifest)"[^>]*>/g, "")
        .replace(/(http-equiv="Content-Security-Policy"\s+content=")[^"]*/, (_, start: string) => start + policy(script, style))
        .replace("</head>", () => `<style>${style}</style></head>`)
        .replace("</body>", () => `${core()}<script type="module">${script}</script></body>`);
      for (const part of parts) delete bundle[part.fileName];
      this.emitFile({ type: "asset", fileName: light, source: page });
      const bytes = encoderFile();
      if (bytes === undefined) this.warn("cli/encoder/kaito.encoder is absent: no file with it");
      else this.emitFile({ type: "asset", fileName: full, source: page.replace("</body>", () => `${encoder(bytes)}</body>`) });
    },
  };
}

/** The rules of the file: nothing may be loaded from anywhere, and only its own script and style run. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${digest(script)}' 'wasm-unsafe-eval'`,
    `style-src '${digest(style)}'`,
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function digest(source: string): string {
  return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}

/** The core as data; a script element of another type is not run. */
function core(): string {
  const packed = gzipSync(readFileSync(CORE), { level: 9 }).toString("base64");
  return `<script type="application/gzip" id="core">${packed}</script>`;
}

function encoder(bytes: Buffer): string {
  return `<script type="application/octet-stream" id="encoder">${bytes.toString("base64")}</script>`;
}

/** A script that no HTML parser ends early. */
function inline(source: string): string {
  return source.replace(/<(?=!--|\/?script)/gi, "\\x3C");
}

type Part = Rolldown.OutputAsset | Rolldown.OutputChunk;

function code(parts: Part[]): string {
  const entry = parts.filter((part) => part.type === "chunk");
  if (entry.length !== 1 || entry[0] === undefined) throw new Error(`expected one script, found ${entry.length}`);
  return entry[0].code;
}

function text(parts: Part[], ending: string): string {
  const found = parts.find((part) => part.type === "asset" && part.fileName.endsWith(ending));
  if (found?.type !== "asset") throw new Error(`the bundle has no ${ending}`);
  return Buffer.from(found.source).toString("utf8");
}
