/** The help texts: one line an option, Japanese and English. */

/** An option or a command with its Japanese and English description. */
export type Line = readonly [name: string, ja: string, en: string];

/** The help of one command. */
export interface CommandHelp {
  usage: string;
  what: readonly [ja: string, en: string];
  options: readonly Line[];
}

const LIBRARY: Line = ["--library F", "回答ライブラリ（kaito import の出力）", "library of responses, as kaito import writes it"];
const LIBRARIES: readonly Line[] = [
  ["--library F", "回答ライブラリ（複数可、先のものが優先、スタンダードは最後）", "library of answers; several: the first one wins, the standard comes last"],
  ["--no-standard", "スタンダードからは回答しない", "answers nothing from the standard"],
];
const WORDS: Line = ["--words", "意味を見ず語だけで照合する（速い）", "match by words alone, not by meaning (faster)"];
const LAYOUT: Line = ["--layout F", "読み取りの補正（JSON）", "corrected layout (JSON)"];
const LOCKED: Line = ["--locked", "保護されたシートのロックされたセルにも書く", "also write locked cells of protected sheets"];
const PASSWORD: Line = ["--password P", "開くためのパスワード（環境変数 KAITO_PASSWORD でも可）", "password to open (or the environment variable KAITO_PASSWORD)"];
const LAYOUT_MEMORY: Line = [
  "--layout-memory F",
  "補正を記憶し、次の版のブックにも使う（JSON、なければ作る）",
  "remembers corrections and uses them for later versions (JSON, made where missing)",
];
const MEMORY: Line = ["--memory F", "承認済みの回答（kaito learn の出力）", "approved answers, as kaito learn keeps them"];
const TERMS: readonly Line[] = [
  ["--date D", "基準日（既定は今日）", "the day that counts (default: today)"],
  ["--scope S", "対象の製品・プラン", "product or plan that is asked about"],
  ["--customer N", "質問したお客様", "the customer who asks"],
  ["--max-age N", "回答が古くなるまでの日数（既定は 550）", "days after which an answer is old (default: 550)"],
  ["--disclosure L", "お客様に開示してよい範囲 public|nda（既定は public）", "what the customer may be told: public or nda (default: public)"],
];
const STRICT: Line = ["--strict", "送付前の確認事項があれば書き出さずエラーにする", "write nothing where something should be looked at before sending"];
const JSON_OUT: Line = ["--json", "結果を JSON で標準出力へ", "result as JSON on standard output"];
const OVERWRITE: Line = ["--overwrite", "記入済みのセルにも書く", "also write cells that hold an answer"];

/** Options of every command. */
export const COMMON: readonly Line[] = [
  ["--lang ja|en", "メッセージの言語", "language of messages"],
  ["-h, --help", "この説明", "this text"],
];

/** All commands, in the order in which they are listed. */
export const COMMANDS: Readonly<Record<string, CommandHelp>> = {
  fill: {
    usage: "<workbook, folder or pattern…> --out DIR",
    what: ["ブックに回答を記入し、DIR に書き出す", "fills workbooks into DIR"],
    options: [
      ["--out DIR", "出力先フォルダー（必須）", "output folder (needed)"],
      ["--policy auto|review|N", "自動記入の方針。N は許容する誤りの割合（2% など）", "what is filled without a person; N: accepted share of errors, e.g. 2%"],
      OVERWRITE,
      LOCKED,
      ["--report", "レビュー用ブック NAME.review.xlsx も作る", "also write the review workbook NAME.review.xlsx"],
      ["--review-file", "レビューファイル NAME.review.json も作る", "also write the review file NAME.review.json"],
      STRICT,
      ["--mark", "確認待ちの文も【要確認】を付けて NAME.draft に書き出す", "also write NAME.draft with the texts that wait for a person, each marked"],
      ...LIBRARIES,
      WORDS,
      MEMORY,
      ...TERMS,
      LAYOUT,
      LAYOUT_MEMORY,
      PASSWORD,
      ["--jobs N", "同時に処理するブックの数", "workbooks at a time"],
      ["--shard I/N", "内容で N 分割した I 番目だけを処理する", "only the I-th of N parts, divided by content"],
      ["--skip-done", "記入済みのものを飛ばす（中断後の再開）", "skip what an earlier run has done (resumes an interrupted one)"],
      ["--time-limit S", "1 件に使う秒数の上限（既定は 300）", "seconds after which a workbook is given up (default: 300)"],
      JSON_OUT,
      ["--json-lines", "1 件ずつ 1 行の JSON で標準出力へ", "a line of JSON for each workbook as it is done"],
    ],
  },
  inspect: {
    usage: "<workbook>",
    what: ["ブックの読み取り結果（列の役割と理由、質問数、対象外の行）を表示する", "shows how a workbook was read: columns, questions, rows left out"],
    options: [
      ["--questions", "質問を 1 行ずつ表示する", "also one line a question"],
      ["--layout-out F", "読み取ったレイアウトを JSON で書き出す（補正の元にする）", "writes the layout as JSON, to be corrected"],
      LAYOUT,
      LAYOUT_MEMORY,
      PASSWORD,
      JSON_OUT,
    ],
  },
  match: {
    usage: "[FILE.jsonl|-|workbook]",
    what: ["質問に対応する基準番号の候補を表示する", "ranks criteria for questions"],
    options: [...LIBRARIES, WORDS, MEMORY, ...TERMS, LAYOUT, LAYOUT_MEMORY, PASSWORD, JSON_OUT],
  },
  apply: {
    usage: "<workbook> --review F --out F",
    what: ["レビューファイルの判断どおりに記入する", "writes what a reviewer decided"],
    options: [
      ["--review F", "レビューファイル .json またはレビュー用ブック .xlsx（必須）", "review file .json or review workbook .xlsx (needed)"],
      ["--out F", "出力ファイル（必須）", "output file (needed)"],
      ...LIBRARIES,
      OVERWRITE,
      LOCKED,
      PASSWORD,
      STRICT,
      JSON_OUT,
    ],
  },
  compare: {
    usage: "<last workbook> <this workbook>",
    what: ["昨年と今年の質問票を比べる", "compares this year's questionnaire with last year's"],
    options: [
      ["--out DIR", "昨年の回答で記入して DIR に書き出す", "fill this year's with last year's answers into DIR"],
      ["--last-date D", "昨年の回答の日付（既定はファイルの日付）", "day of last year's answers (default: the file's)"],
      ["--last-library F", "昨年の回答の元になったライブラリ", "library that last year's answers came from"],
      LIBRARY,
      ...TERMS,
      PASSWORD,
      JSON_OUT,
    ],
  },
  diff: {
    usage: "<earlier library> <later library>",
    what: ["2 つのライブラリの回答の違いを示す（builtin は内蔵のスタンダード）", "shows what differs between two libraries; builtin is the built-in standard"],
    options: [JSON_OUT],
  },
  learn: {
    usage: "<filled workbook…> --memory F",
    what: ["記入済みの質問票から承認済みの回答を覚える", "keeps the approved answers of completed questionnaires"],
    options: [
      ["--memory F", "メモリーのファイル（JSON Lines、必須）", "memory file, JSON Lines (needed)"],
      ["--date D", "承認日（既定は今日）", "day of the approval (default: today)"],
      ["--approver N", "承認者", "who approved"],
      ["--customer N", "質問したお客様", "the customer who asked"],
      ["--scope S", "回答が当てはまる製品・プラン", "product or plan that the answers hold for"],
      ["--expires D", "回答の期限", "last day that the answers may be given"],
      ["--unreviewed", "承認されていない回答として覚える", "keep them as not approved"],
      LIBRARY,
      LAYOUT,
      LAYOUT_MEMORY,
      PASSWORD,
      JSON_OUT,
    ],
  },
  memory: {
    usage: "list [WORD] | find QUESTION | check | merge F… --out F | export --out F.xlsx | import F.xlsx",
    what: ["メモリーを見る、調べる、まとめる", "looks into a memory, checks it, merges several"],
    options: [MEMORY, ...TERMS, ["--out F", "merge と export の出力ファイル", "output of merge and export"], JSON_OUT],
  },
  import: {
    usage: "<document or form.xlsx> --out F | --form F.xlsx",
    what: ["スタンダードの本文、または自社回答の様式から回答ライブラリを作る", "makes a library from a standard's text, or from the form of a company's answers"],
    options: [
      ["--out F", "出力ファイル（--form のほかは必須）", "output file (needed, but for --form)"],
      ["--form F.xlsx", "自社回答の様式（空）を書き出す", "writes the empty form of a company's answers"],
    ],
  },
  verify: {
    usage: "<original> <filled>",
    what: ["回答セル以外が変わっていないことを確かめる", "proves that nothing but answers changed"],
    options: [PASSWORD, JSON_OUT],
  },
  eval: {
    usage: "<labelled.jsonl>",
    what: ["正解付きの質問で精度を測る", "measures matching on labelled questions"],
    options: [LIBRARY, JSON_OUT],
  },
  "eval-layout": {
    usage: "DIR",
    what: ["正解付きのブックで、質問と回答セルの読み取り精度を測る", "measures how well cells are found in labelled workbooks"],
    options: [JSON_OUT],
  },
  sample: {
    usage: "[--out PATH]",
    what: ["サンプルの質問票を作る", "writes the sample questionnaire"],
    options: [["--out PATH", "出力先のファイルまたはフォルダー", "output file or folder"]],
  },
};
