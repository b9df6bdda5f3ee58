/** Every word of the page, in the product's two languages, and the language in force. */
import type { Text } from "./core.js";

const WORDS = {
  product: ["Kaito 回答", "Kaito 回答"],
  private: ["このPCの外へは何も送信しません", "Nothing leaves this computer"],
  help: ["操作一覧", "Keys"],
  close: ["閉じる", "Close"],
  stepFiles: ["① ファイル", "① Files"],
  stepReview: ["② 確認", "② Review"],
  stepExport: ["③ 書き出し", "③ Export"],
  loading: ["準備しています…", "Getting ready…"],
  lead: [
    "FISC 安全対策基準にもとづく質問票に、公開済みの回答を記入します。",
    "Fills questionnaires on the FISC security guidelines from published responses.",
  ],
  drop: ["質問票をここにドロップ", "Drop questionnaires here"],
  dropNow: ["ここで離すと読み取ります", "Release to read them"],
  or: ["または", "or"],
  choose: ["ファイルを選ぶ", "Choose files"],
  more: ["ファイルを追加", "Add files"],
  formats: ["Excel（.xlsx .xlsm .xlsb .xls）、.ods、.csv", "Excel (.xlsx .xlsm .xlsb .xls), .ods, .csv"],
  trySample: ["サンプルで試す", "Try the sample"],
  how1: [
    "ブックの中から質問と回答欄を見つけ、基準番号と公開回答に結び付けます。",
    "Questions and answer cells are found in your workbook and matched to criteria and published responses.",
  ],
  how2: [
    "ほぼ確実なものだけを記入します。残りは候補と理由を見て、あなたが決めます。",
    "Only what is nearly certain is filled in. The rest you decide, with candidates and reasons at hand.",
  ],
  how3: [
    "元のブックの書式はそのままに、回答セルだけを書き換えたコピーを保存します。",
    "You save a copy in which nothing but the answer cells has changed.",
  ],
  proofLink: ["送信しないことを確かめる", "See the proof"],
  proofTitle: ["何も送信しないことの確認", "Proof that nothing is sent"],
  proofWhat: [
    "ファイルはこのタブの中だけで処理されます。次の 2 つをご自身で確かめられます。",
    "Files are processed inside this tab only. You can check two things yourself.",
  ],
  proofCount: ["準備が終わってからの通信", "Requests since the page was ready"],
  proofCountUnit: ["{n} 件", "{n}"],
  proofPolicy: [
    "ブラウザーが守らせている規則（Content Security Policy）",
    "The rules that the browser enforces (Content Security Policy)",
  ],
  proofNot: [
    "ブラウザーの拡張機能や、この PC のほかのソフトウェアまでは制限できません。開発者ツールの「ネットワーク」でも確かめられます。",
    "It cannot restrain browser extensions or other software on this computer. The network tab of the developer tools shows the same.",
  ],
  questions: ["{n}問", "{n} questions"],
  certain: ["確実", "Certain"],
  review: ["要確認", "To review"],
  none: ["回答なし", "No answer"],
  kept: ["記入済み", "Answered before"],
  hidden: ["非表示", "Hidden"],
  all: ["すべて", "All"],
  left: ["残り", "Left"],
  done: ["済", "Done"],
  minutes: ["確認 約{n}分", "about {n} min of review"],
  nothingLeft: ["確認は終わりました", "Review is done"],
  queued: ["順番を待っています…", "Waiting for its turn…"],
  opening: ["読み取っています…", "Reading…"],
  cancel: ["中止", "Cancel"],
  discard: ["取消", "Cancel"],
  remove: ["一覧から外す", "Remove"],
  startReview: ["確認する", "Review"],
  certainOnly: ["確実な回答だけ書き込む", "Write certain answers only"],
  certainOnlyHelp: ["残りは空欄のまま保存します", "The rest stays blank"],
  search: ["質問・番号を検索", "Search questions and numbers"],
  filter: ["絞り込み", "Filter"],
  order: ["並び順", "Order"],
  orderWorst: ["確信度の低い順", "Least certain first"],
  orderSheet: ["シートの順", "Sheet order"],
  noMatch: ["条件に合う質問はありません。", "No question matches."],
  clearFilter: ["絞り込みを解除", "Clear filter"],
  list: ["質問の一覧", "Questions"],
  candidates: ["候補", "Candidates"],
  noCandidates: ["候補はありません。空欄にするか、e で回答を書いてください。", "There is no candidate. Leave it blank, or write an answer with e."],
  willWrite: ["書き込む内容", "What is written"],
  nothingToWrite: [
    "書き込む内容がありません。候補を選ぶか、e で編集するか、x で空欄にしてください。",
    "There is nothing to write. Pick a candidate, edit with e, or leave it blank with x.",
  ],
  response: ["公開回答（全文）", "Published response (in full)"],
  noResponse: ["公開文書に回答がありません。", "The published document has no response."],
  responseAbove: ["上の回答が全文です。", "The answer above is the response in full."],
  statedAt: ["{id} に記載（同上）", "stated at {id}"],
  conditions: ["条件", "Conditions"],
  documents: ["参照", "Documents"],
  notes: ["注意", "Notes"],
  roleChoice: ["判定", "Judgement"],
  roleAnswer: ["回答", "Answer"],
  roleRemark: ["備考", "Remark"],
  roleEvidence: ["根拠", "Evidence"],
  emptyCell: ["空欄のまま", "stays empty"],
  limit: ["{n} 文字まで", "at most {n} characters"],
  original: ["元の文に戻す", "Back to the original"],
  save: ["保存して採用", "Save and accept"],
  editHint: ["Ctrl+Enter 保存、Esc 取消", "Ctrl+Enter saves, Esc cancels"],
  accept: ["採用", "Accept"],
  edit: ["編集", "Edit"],
  blank: ["空欄", "Blank"],
  hold: ["保留", "Hold"],
  undo: ["元に戻す", "Undo"],
  redo: ["やり直す", "Redo"],
  next: ["次へ", "Next"],
  previous: ["前へ", "Previous"],
  pick: ["候補を選ぶ", "Pick a candidate"],
  written: ["自動記入", "filled"],
  accepted: ["採用", "accepted"],
  edited: ["修正", "edited"],
  blanked: ["空欄", "left blank"],
  held: ["保留", "on hold"],
  open: ["未確認", "open"],
  untouched: ["対象外", "not touched"],
  partly: ["一部が未記入", "partly open"],
  exportOf: ["{name} の書き出し", "Export of {name}"],
  exportLead: [
    "{written}問に書き込み、{rest}問は空欄のまま残します。",
    "{written} questions are written, {rest} stay as they are.",
  ],
  stillWaiting: ["まだ {n}問が確認待ちです。", "{n} questions still wait for review."],
  saveFilled: ["記入済みブックを保存", "Save filled workbook"],
  saveFilledHelp: ["お客様に返すファイルです。", "The file to return to your customer."],
  saveReport: ["レビュー用ブック（.xlsx）を保存", "Save review workbook (.xlsx)"],
  saveReportHelp: ["社内用。理由と候補を含みます。", "For your company only; holds reasons and candidates."],
  saveReview: ["レビューファイル（.json）を保存", "Save review file (.json)"],
  saveReviewHelp: ["kaito apply で同じ結果を再現できます。", "`kaito apply` makes the same result from it."],
  cellsWritten: [
    "{n} 個のセルに書き込みました。",
    "{n} cells were written.",
  ],
  proven: [
    "検証済み: 回答セル以外は変わっていません（同一の部品 {n}）。",
    "Proven: nothing but answer cells changed ({n} parts identical).",
  ],
  skipped: ["書き込まなかったセル {n} 個", "{n} cells were not written"],
  where: ["場所", "Place"],
  keysTitle: ["キーボード操作", "Keyboard"],
  keysNote: ["日本語入力の変換中は働きません。", "Keys rest while an input method is composing."],
} as const satisfies Record<string, readonly [ja: string, en: string]>;

/** A word of the page. */
export type Word = keyof typeof WORDS;

export type Language = keyof Text;

class Speech {
  language = $state<Language>("ja");
}

export const speech = new Speech();

/** A word in the language in force; `{name}` stands for a value. */
export function say(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = WORDS[word][speech.language === "ja" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A bilingual message of the core in the language in force. */
export function told(text: Text): string {
  return text[speech.language];
}
