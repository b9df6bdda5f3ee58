import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, kaito, prepared, sample } from "./command.mjs";
import { libreOffice, openpyxl } from "./questionnaires.mjs";

/** The sample, everything proposed, with its review workbook and review file. */
const drafted = prepared((cwd) => {
  sample(cwd, "q.xlsx");
  kaito(cwd, ["fill", "q.xlsx", "--out", "out", "--policy", "review", "--report", "--review-file"]);
});

function proposed(t) {
  const cwd = drafted(t);
  const { decisions } = JSON.parse(readFileSync(join(cwd, "out/q.review.json"), "utf8"));
  return { cwd, decisions, review: join(cwd, "out/q.review.xlsx") };
}

function applied(cwd, review, ...more) {
  const { status, stdout, errors } = kaito(cwd, ["apply", "q.xlsx", "--review", review, "--out", "done.xlsx", "--json", ...more]);
  const written = stdout === "" ? [] : JSON.parse(stdout).written;
  return { status, errors, cells: written.map(({ sheet, cell, value }) => `${sheet}!${cell} ${value}`) };
}

/** What accepting the answers of `decisions` writes. */
function answers(decisions, value = (content) => content.value) {
  return decisions.flatMap(({ sheet, proposal }) => proposal.map((content) => `${sheet}!${content.cell} ${value(content)}`));
}

const COLUMNS = `
sheet = book["レビュー"]
head = {cell.value: cell.column for cell in sheet[1]}
def at(row, name): return sheet.cell(row=row, column=head[name])
`;

test("verdicts, a rewritten answer, sorted and deleted rows made in openpyxl are carried out", (t) => {
  const { cwd, decisions, review } = proposed(t);
  const edited = openpyxl(t, review, `${COLUMNS}
rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
kept = [row for row in rows if row[head["回答（編集可）"] - 1]]
kept.reverse()
dropped = kept.pop()
sheet.delete_rows(2, sheet.max_row)
for row in kept: sheet.append(row)
for row in range(2, sheet.max_row + 1): at(row, "決定").value = "空欄"
at(2, "決定").value = "採用"
at(3, "決定").value = "修正"
at(3, "回答（編集可）").value = "書き直した回答"
`);
  if (edited === undefined) return;
  const answered = decisions.filter(({ proposal }) => proposal.some(({ role }) => role === "answer")).reverse();
  const { errors, cells } = applied(cwd, review);
  assert.deepEqual(errors, []);
  const expected = [
    ...answers([answered[1]], ({ role, value }) => (role === "answer" ? "書き直した回答" : value)),
    ...answers([answered[0]]),
  ];
  assert.deepEqual(cells.sort(), expected.sort());
  assert.equal(kaito(cwd, ["verify", "q.xlsx", "done.xlsx"]).status, 0);
});

test("a review workbook saved by LibreOffice is the same review", (t) => {
  const { cwd, decisions, review } = proposed(t);
  const saved = libreOffice(t, review, cwd);
  if (saved === undefined) return;
  if (openpyxl(t, saved, `${COLUMNS}\nfor row in range(2, sheet.max_row + 1): at(row, "決定").value = "採用"\n`) === undefined) return;
  const { errors, cells } = applied(cwd, saved);
  assert.deepEqual(errors, []);
  assert.deepEqual(cells.sort(), answers(decisions.filter(({ status }) => status === "review" || status === "blank")).sort());
});

test("a changed question is refused by name, a wrong verdict by its cell", (t) => {
  const { cwd, review } = proposed(t);
  const other = join(cwd, "other.xlsx");
  copyFileSync(review, other);
  if (openpyxl(t, review, `${COLUMNS}\nat(2, "質問").value = "別の質問です。"\nat(2, "決定").value = "採用"\n`) === undefined) return;
  const { status, errors } = applied(cwd, review);
  assert.equal(status, 2);
  assert.match(errors[0], /別の質問です。.*[A-Z]+[0-9]+/);
  openpyxl(t, other, `${COLUMNS}\nat(4, "決定").value = "たぶん"\n`);
  assert.match(applied(cwd, other).errors[0], /「たぶん」.*レビュー!O4/);
});

test("the drop-downs offer the candidates, the earlier answers and the verdicts", (t) => {
  const cwd = folder(t);
  sample(cwd, "q.xlsx");
  kaito(cwd, ["fill", "q.xlsx", "--out", "last"]);
  kaito(cwd, ["learn", "last/q.xlsx", "--memory", "m.jsonl", "--date", "2025-04-01"]);
  kaito(cwd, ["fill", "q.xlsx", "--out", "out", "--memory", "m.jsonl", "--date", "2025-06-01", "--policy", "review", "--report"]);
  const review = join(cwd, "out/q.review.xlsx");
  const listed = openpyxl(t, review, `${COLUMNS}
print(book.sheetnames, book["kaito"].sheet_state, sheet.freeze_panes, bool(sheet.auto_filter.ref), sep="|")
print(sorted({rule.formula1 for rule in sheet.data_validations.dataValidation}), sep="|")
row = next(row for row in range(2, sheet.max_row + 1) if at(row, "基準").value == "過去1")
print(at(row, "セル").hyperlink.target, at(row, "セル").hyperlink.location, sep="|")
at(row, "決定").value = "採用"
`);
  if (listed === undefined) return;
  const [sheets, lists, link] = listed.trim().split("\n");
  assert.equal(sheets, "['概要', 'レビュー', '未回答', '出典', 'kaito']|hidden|E2|True");
  assert.match(lists, /"採用,修正,空欄,保留"/);
  assert.match(lists, /"過去1,実\d+/);
  assert.match(link, /^q\.xlsx\|'.+'![A-Z]+[0-9]+$/);
  const { errors, cells } = applied(cwd, review);
  assert.deepEqual(errors, []);
  assert.ok(cells.length > 0);
});

test("what should be looked at before sending is listed with its cell, and strict writes nothing", (t) => {
  const cwd = folder(t);
  const rows = ["No,質問,回答（○/△/×）,回答内容（25文字以内）", "1,訓練を行いますか。,○,訓練は実施していません。"];
  rows.push("2,規程はありますか。,○,とても長い文章で毎年欠かさず全社で見直しを実施しています。", "3,窓口はありますか。,,");
  writeFileSync(join(cwd, "q.csv"), `${rows.join("\n")}\n`);
  const { stdout } = kaito(cwd, ["fill", "q.csv", "--out", "out", "--json", "--policy", "review"]);
  const [{ concerns }] = JSON.parse(stdout).files;
  const found = concerns.map(({ code, cell }) => `${code} ${cell}`);
  assert.deepEqual(found, ["choice-against-text C2", "too-long D3", "blank C4", "blank D4"]);
  const told = kaito(cwd, ["fill", "q.csv", "--out", "told", "--policy", "review"]).stdout;
  for (const { cell } of concerns) assert.match(told, new RegExp(`q!${cell} `));
  assert.match(told, new RegExp(`(送付前に確認 ${concerns.length} 件|${concerns.length} to look at)`));
  const strict = kaito(cwd, ["fill", "q.csv", "--out", "strict", "--strict", "--policy", "review"]);
  assert.equal(strict.status, 2);
  assert.match(strict.errors[0], /q!C2 choice-against-text.*q!D3 too-long/);
  assert.equal(kaito(cwd, ["verify", "q.csv", "strict/q.xlsx"]).status, 2);
});

test("this year's questionnaire is compared with last year's and takes its answers", (t) => {
  const cwd = folder(t);
  const head = "No,質問,回答（○/△/×）,回答内容";
  const last = ["1,訓練を行いますか。,○,毎年行います。", "2,規程はありますか。,○,あります。", "3,夜間の連絡先を定めていますか。,○,当番です。"];
  const now = ["1,規程はありますか。,,", "2,夜間の連絡先を文書で定めていますか。,,", "3,株主の人数を教えてください。,,"];
  for (const [name, lines] of [["last.csv", last], ["this.csv", now]]) writeFileSync(join(cwd, name), `${[head, ...lines].join("\n")}\n`);
  const { stdout } = kaito(cwd, ["compare", "last.csv", "this.csv", "--json", "--out", "out"]);
  const rows = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(rows.map(({ fate, question }) => `${fate} ${question}`), [
    "unchanged 規程はありますか。",
    "reworded 夜間の連絡先を文書で定めていますか。",
    "new 株主の人数を教えてください。",
    "gone 訓練を行いますか。",
  ]);
  const text = kaito(cwd, ["compare", "last.csv", "this.csv"]).stdout;
  assert.match(text, /変更\tthis!B3\t夜間の連絡先を\[文書で\]定めていますか。/);
  assert.match(text, /同じ 1、変更 1、新規 1、削除 1/);
  kaito(cwd, ["learn", "out/this.xlsx", "--memory", "out.jsonl"]);
  const [entry] = readFileSync(join(cwd, "out.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([entry.question, entry.choice, entry.answer], ["規程はありますか。", "○", "あります。"]);
});

test("two libraries are compared, and an answer whose response has changed since is flagged", (t) => {
  const cwd = folder(t);
  const library = JSON.parse(readFileSync(new URL("../../data/standard/ccms-4.00.json", import.meta.url), "utf8"));
  const row = library.rows.find(({ id, response }) => response && !library.rows.some(({ sameAs }) => sameAs === id));
  const old = row.response;
  row.response = `以前は${old}`;
  library.version = "3.90";
  writeFileSync(join(cwd, "old.json"), JSON.stringify(library));
  const { status, stdout } = kaito(cwd, ["diff", "old.json", "builtin", "--json"]);
  const changes = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([status, changes.length, changes[0].criterion, changes[0].kind], [0, 1, row.id, "changed"]);
  assert.deepEqual(changes[0].dropped, [[0, 3]]);

  const rows = [`No,基準番号,質問,回答内容`, `1,${row.id},対応状況を記載してください。,"${row.response}"`, "2,統1,方針はありますか。,", "3,実9,暗号化はしていますか。,"];
  writeFileSync(join(cwd, "last.csv"), `${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "this.csv"), `${rows.join("\n").replace(row.response, "")}\n`);
  const compared = kaito(cwd, ["compare", "last.csv", "this.csv", "--last-library", "old.json", "--json"]);
  const first = JSON.parse(compared.stdout.split("\n")[0]);
  assert.deepEqual([first.fate, first.reasons.map(({ code }) => code)], ["unchanged", ["standard-changed"]]);
});
