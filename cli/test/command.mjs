/** Runs the real command in a folder of its own. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The command's program. */
export const BIN = fileURLToPath(new URL("../bin/kaito.js", import.meta.url));
const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));

/** A folder that is gone after the test. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "kaito-test-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

/**
 * Folders of their own that all start with what `make` puts into one, which is made when the first test asks for it.
 * Gives a function that makes such a folder for a test.
 */
export function prepared(make) {
  let first;
  return (t) => {
    if (first === undefined) {
      first = mkdtempSync(join(tmpdir(), "kaito-test-"));
      process.on("exit", () => rmSync(first, { recursive: true }));
      make(first);
    }
    const path = folder(t);
    cpSync(first, path, { recursive: true, preserveTimestamps: true });
    return path;
  };
}

/** Runs `kaito` with `args` in `cwd`; its messages are Japanese unless `env` says otherwise. */
export function kaito(cwd, args, { input, env } = {}) {
  const settings = { ...process.env, LC_ALL: "ja_JP.UTF-8", ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    input: input ?? "",
    env: settings,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr, errors: stderr.split("\n").filter(Boolean) };
}

let made;

/** Writes the sample questionnaire as `name` into `cwd`; the command makes it once. */
export function sample(cwd, name = "sample.xlsx") {
  const path = join(cwd, name);
  if (made === undefined) {
    const { status, stderr } = kaito(cwd, ["sample", "--out", name]);
    if (status !== 0) throw new Error(stderr);
    made = readFileSync(path);
  }
  writeFileSync(path, made);
  return path;
}

/** Names in a folder; none where it does not exist. */
export function names(path) {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** A path below ../shared, or undefined, with a line that says so, where it is absent. */
export function shared(t, path) {
  const full = join(SHARED, path);
  if (existsSync(full)) return full;
  t.diagnostic(`skipped: ../shared/${path} is absent`);
  return undefined;
}
