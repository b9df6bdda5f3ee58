/** `kaito verify`: the proof that a filled workbook differs from its original in answers only. */
import { read } from "../files.js";
import { Kaito, type Proof } from "../index.js";
import { Exit } from "../main.js";
import { about, say, told } from "../message.js";
import { misuse, PASSWORD, passwordOf, readArguments } from "../options.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("verify", args, { ...PASSWORD, json: { type: "boolean" } });
  const [original, filled, ...rest] = positionals;
  if (original === undefined || filled === undefined || rest.length > 0) {
    throw misuse("verify", "元のファイルと記入済みのファイルを指定してください。", "give the original and the filled workbook");
  }
  const [before, after] = [read(original), read(filled)] as const;
  const kaito = await Kaito.load();
  const proof = about(filled, () => kaito.verify(before, after, passwordOf(values)));
  process.stdout.write(values.json === true ? `${JSON.stringify(proof)}\n` : summary(proof));
  return proof.ok ? Exit.Done : Exit.Failed;
}

function summary(proof: Proof): string {
  const { identicalParts, changedParts, changedCells, problems } = proof;
  const verdict = proof.ok
    ? say("一致: 回答セル以外は変わっていません。", "ok: nothing but cell values changed.")
    : say("不一致: 回答セル以外が変わっています。", "not ok: more than cell values changed.");
  const counts = say(
    `同一の部品 ${identicalParts.length}、変更された部品 ${changedParts.length}、変更されたセル ${changedCells.length}`,
    `${identicalParts.length} parts identical, ${changedParts.length} changed; ${changedCells.length} cells changed`,
  );
  return [verdict, counts, ...problems.map((problem) => `- ${told(problem)}`), ""].join("\n");
}
