/** Runs the real command in a folder of its own. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
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

/** Writes the sample questionnaire as `name` into `cwd`. */
export function sample(cwd, name = "sample.xlsx") {
  const { status, stderr } = kaito(cwd, ["sample", "--out", name]);
  if (status !== 0) throw new Error(stderr);
  return join(cwd, name);
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
