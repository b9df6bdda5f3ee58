/** Reading and writing files, with failures that say what to do. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { about, Problem } from "./message.js";

const REASONS: Record<string, [ja: string, en: string]> = {
  ENOENT: ["ファイルがありません", "there is no such file"],
  EACCES: ["アクセスが許可されていません", "access is denied"],
  EPERM: ["アクセスが許可されていません", "access is denied"],
  EISDIR: ["ファイルではなくフォルダーです", "it is a folder, not a file"],
  ENOTDIR: ["途中のパスがフォルダーではありません", "a part of the path is not a folder"],
  EEXIST: ["同じ名前のファイルがあります", "a file of that name is in the way"],
  ENOSPC: ["ディスクの空きがありません", "the disk is full"],
  EROFS: ["書き込めない場所です", "the place is read-only"],
};

function problem(error: unknown, help: { ja: string; en: string }): Problem {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const [ja, en] = REASONS[code] ?? [message, message];
  return new Problem(code === "ENOENT" ? "missing" : "file", { ja, en }, help);
}

/** The bytes of a file; `-` is standard input. */
export function read(path: string): Uint8Array {
  return about(path, () => {
    try {
      return readFileSync(path === "-" ? 0 : path);
    } catch (error) {
      throw problem(error, { ja: "パスを確認してください。", en: "Check the path." });
    }
  });
}

/** The text of a UTF-8 file, without a byte order mark. */
export function readText(path: string): string {
  return new TextDecoder("utf-8").decode(read(path));
}

/** The text of an optional file. */
export function readOptional(path: string | undefined): string | undefined {
  return path === undefined ? undefined : readText(path);
}

/** The name under which a file is written until it is whole. */
export function partialOf(path: string): string {
  return `${path}.${process.pid}.partial`;
}

/** Writes a file so that it is there in whole or not at all; its folder is made where it is missing. */
export function write(path: string, content: Uint8Array | string): void {
  const partial = partialOf(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, content);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    const help = { ja: `出力先 ${path} を確認してください。`, en: `Check the output path ${path}.` };
    throw problem(error, help);
  }
}

/** Whether two paths lead to the same existing file. */
export function sameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}
