/** Questionnaires made for tests about many files, and what other programs do to a review workbook. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ASKED = [
  "統1 方針を文書化していますか。",
  "実9 の対応状況をご記入ください。",
  "パスワードは暗号化して保管していますか。",
  "バックアップを取得していますか。",
  "実10 について記載してください。",
  "従業員への教育を年1回以上実施していますか。",
];

/** A small questionnaire as CSV; `seed` makes its content its own. */
export function questionnaire(seed, count = 6) {
  const rows = Array.from({ length: count }, (_, index) => `${index + 1},${ASKED[index % ASKED.length]},`);
  return ["No,質問,回答", ...rows, `${count + 1},お客様番号 ${seed} の窓口はどこですか。,`, ""].join("\n");
}

/** Writes `count` questionnaires below `cwd`/in, some in folders; the names in order. */
export function questionnaires(cwd, count) {
  const names = Array.from({ length: count }, (_, index) => {
    const name = `q${String(index).padStart(2, "0")}.csv`;
    return index % 4 === 0 ? `part/${name}` : name;
  });
  names.forEach((name, index) => put(cwd, join("in", name), questionnaire(index)));
  return names.sort();
}

/** Writes a file below `cwd`, with its folders. */
export function put(cwd, name, content) {
  const path = join(cwd, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const known = new Map();

/** Whether a program runs; asked once. */
function runs(program, args) {
  if (!known.has(program)) known.set(program, spawnSync(program, args).status === 0);
  return known.get(program);
}

/** Runs a Python program with openpyxl on `path`; undefined, with a line that says so, where there is none. */
export function openpyxl(t, path, program) {
  if (!runs("python3", ["-c", "import openpyxl"])) {
    t.diagnostic("skipped: openpyxl is absent");
    return undefined;
  }
  const code = `import sys, openpyxl\npath = sys.argv[1]\nbook = openpyxl.load_workbook(path)\n${program}\nbook.save(path)\n`;
  const { status, stdout, stderr } = spawnSync("python3", ["-c", code, path], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Opens `path` in LibreOffice and saves it as .xlsx into `folder`; undefined where there is no LibreOffice. */
export function libreOffice(t, path, folder) {
  if (!runs("soffice", ["--version"])) {
    t.diagnostic("skipped: LibreOffice is absent");
    return undefined;
  }
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const args = [profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, path];
  const { status, stderr } = spawnSync("soffice", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return join(folder, path.split("/").at(-1));
}
