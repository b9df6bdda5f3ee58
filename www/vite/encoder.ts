/** Puts the semantic encoder beside the page, where `cargo xtask encoder` has made it. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import type { Plugin } from "vite";

const FILE = new URL("../../cli/encoder/kaito.encoder", import.meta.url);
const ID = "virtual:encoder";
/** Bytes before what is deflated: the format's name, and the length of the rest. */
const HEAD = 12;

/** The encoder that the command uses too, made small; none where it is absent. */
export function encoderFile(): Buffer | undefined {
  if (!existsSync(FILE)) return undefined;
  const bytes = readFileSync(FILE);
  return Buffer.concat([bytes.subarray(0, HEAD), deflateRawSync(bytes.subarray(HEAD), { level: 9 })]);
}

/** Its path from the page. */
export function encoderName(bytes: Buffer): string {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return `assets/kaito-${hash}.encoder`;
}

export function encoder(): Plugin {
  const bytes = encoderFile();
  const name = bytes === undefined ? "" : encoderName(bytes);
  return {
    name: "kaito-encoder",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? `export const name = ${JSON.stringify(name)};` : undefined),
    generateBundle() {
      if (bytes === undefined) this.warn("cli/encoder/kaito.encoder is absent: the page goes by words alone");
      else this.emitFile({ type: "asset", fileName: name, source: bytes });
    },
  };
}
