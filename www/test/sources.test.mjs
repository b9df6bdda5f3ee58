/** Where answers come from: own libraries, the standard, and the semantic encoder; always as the command has it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { Kaito } from "../../cli/dist/index.js";
import {
  drafted,
  filter,
  folder,
  FULL,
  kaito,
  left,
  onPage,
  openSample,
  options,
  profile,
  sample,
  save,
  selected,
  shared,
  SINGLE,
  untilLeft,
  visit,
  withEncoder,
} from "./browser.mjs";

const OWN = {
  title: "自社回答集",
  version: "2026.1",
  date: "2026-04-01",
  criteria: [{ id: "SEC-001", phrasings: ["社員食堂の座席数を教えてください。"], answer: "120 席です。", disclosure: "public" }],
};
const ASKED = ["社員食堂の座席数を教えてください。", "社員食堂の座席の数を教えてください。", "統1 方針を文書化していますか。"];

function put(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function questionnaire(name, texts) {
  return put(name, ["No,質問,回答内容", ...texts.map((text, at) => `${at + 1},${text},`), ""].join("\n"));
}

/** What the command writes. */
function commanded(path, ...args) {
  const out = join(folder, `out-${basename(path)}`);
  const { status, stderr } = kaito("fill", path, "--out", out, ...args);
  assert.notEqual(status, 2, stderr);
  return readFileSync(join(out, basename(path).replace(/\.(csv|tsv|xls|ods|xlsb)$/, ".xlsx")));
}

/** What the page writes without a person. */
async function written(page, name) {
  await drafted(page);
  const { path } = await save(page, `[data-name="${name}"] .actions button >> nth=1`, `page-${name}`);
  return readFileSync(path);
}

async function open(page, path) {
  await page.setInputFiles("input[type=file] >> nth=0", [path]);
  await page.waitForSelector(`[data-name="${basename(path)}"] .counts`);
}

test("own libraries answer as they do in the command, stay over a reload, and can be removed", options, async () => {
  const library = put("own.json", OWN);
  const path = questionnaire("asked.csv", ASKED);
  const context = await profile();
  try {
    const { page, errors } = await visit(context);
    await open(page, path);
    const plain = await written(page, "asked.csv");
    assert.ok(plain.equals(commanded(path)), "the standard alone");

    await page.setInputFiles("input[type=file] >> nth=0", [library]);
    await page.waitForSelector('[data-library="own.json"]');
    assert.match(await page.textContent('[data-library="own.json"]'), /自社回答集 2026\.1.*2026-04-01.*1 件/s);
    const both = await written(page, "asked.csv");
    assert.ok(both.equals(commanded(path, "--library", library)), "with the library");
    assert.ok(!both.equals(plain));

    await page.uncheck("#use-standard");
    await page.waitForSelector("[data-library=standard].off");
    const alone = await written(page, "asked.csv");
    assert.ok(alone.equals(commanded(path, "--library", library, "--no-standard")), "without the standard");

    await page.reload();
    await page.waitForSelector("[data-library=standard].off");
    await page.waitForSelector('#meaning:not([data-state="loading"])');
    assert.ok((await written(page, "asked.csv")).equals(alone), "after a reload");

    await page.click('[data-library="own.json"] button');
    await page.waitForSelector('[data-library="own.json"]', { state: "detached" });
    assert.ok((await written(page, "asked.csv")).equals(plain), "after its removal");
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
});

test("a library that breaks a rule says so and changes nothing", options, () =>
  onPage(async (page) => {
    const twice = { ...OWN, criteria: [...OWN.criteria, { ...OWN.criteria[0], id: "sec-001" }] };
    const old = { ...OWN, criteria: [{ ...OWN.criteria[0], expires: "2020-01-01" }] };
    for (const [name, content, told] of [["twice.json", twice, /SEC-001/], ["old.json", old, /2020-01-01/]]) {
      await page.setInputFiles("#library", [put(name, content)]);
      await page.waitForSelector(`[data-library="${name}"] .failure`);
      assert.match(await page.textContent(`[data-library="${name}"] .failure`), told);
      assert.equal(await page.locator("#use-standard").count(), 0);
      await page.click(`[data-library="${name}"] button`);
    }
    await page.setInputFiles("#library", [put("notes.txt", "no standard")]);
    await page.waitForSelector(".sources > .failure");
  }),
);

test("the form of a library can be had, and is told from a filled one", options, () =>
  onPage(async (page) => {
    const { path, suggested } = await save(page, "#library-form", "form.xlsx");
    assert.equal(suggested, "kaito-library.xlsx");
    const { status, stderr } = kaito("import", path, "--out", join(folder, "empty.json"));
    assert.equal(status, 2, "the command knows it as the empty form");
    assert.match(stderr, /form\.xlsx/);
    await page.setInputFiles("#library", [path]);
    await page.waitForSelector(".sources .failure");
  }),
);

/** Questions of which one that hangs on the one before it stands wherever a part may begin. */
function longQuestionnaire() {
  const texts = ["従業員にセキュリティ教育を実施していますか。", "「はい」の場合、その頻度をご記入ください。", "電算センターの停電に備えていますか。"];
  return questionnaire("long.csv", Array.from({ length: 600 }, (_, at) => texts[at % texts.length]));
}

test("page and command write the same with the same encoder", withEncoder, (t) =>
  onPage(async (page) => {
    for (const path of [longQuestionnaire(), ...shared(t, "customers/dev", [".xlsx", ".xlsm", ".xls", ".ods", ".csv"])]) {
      await open(page, path);
      assert.ok((await written(page, basename(path))).equals(commanded(path)), basename(path));
      assert.equal(await page.getAttribute(`[data-name="${basename(path)}"] .ranking`, "data-ranking"), "semantic");
    }
  }),
);

test("page and command write the same with the same approved answers", options, () =>
  onPage(async (page) => {
    const last = questionnaire("last-year.csv", ["社員食堂の座席数を教えてください。", "年次監査の時期をご記入ください。"]);
    writeFileSync(last, readFileSync(last, "utf8").replace("教えてください。,", "教えてください。,120 席です。").replace("ご記入ください。,", "ご記入ください。,毎年 4 月です。"));
    const memory = join(folder, "approved.jsonl");
    assert.equal(kaito("learn", last, "--memory", memory).stderr, "");
    await page.click("#local");
    await page.check("#keep-answers");
    await page.setInputFiles("#memory-import", [memory]);
    await page.waitForFunction(() => /2/.test(document.querySelector("#memory-size")?.textContent ?? ""));
    await page.keyboard.press("Escape");
    const path = questionnaire("this-year.csv", ["社員食堂の座席数を教えてください。", "監査は毎年いつ行いますか。", ...ASKED]);
    await open(page, path);
    const filled = await written(page, "this-year.csv");
    assert.ok(filled.equals(commanded(path, "--memory", memory)));
    assert.ok(!filled.equals(commanded(path)));
  }),
);

test("page and command write the same of other people's files, or refuse the same", options, (t) =>
  onPage(async (page) => {
    for (const path of shared(t, "corpus/questionnaires", [".xls", ".ods", ".xltx", ".tsv", "y_checklist.ja.xlsx"])) {
      const name = basename(path);
      const card = page.locator(`[data-name="${name}"]`);
      await page.setInputFiles("input[type=file] >> nth=0", [path]);
      await card.locator(".counts, .failure").waitFor();
      const { status } = kaito("fill", path, "--out", join(folder, "other"));
      assert.equal(await card.locator(".failure").count(), status === 2 ? 1 : 0, name);
      if (status !== 2) assert.ok((await written(page, name)).equals(commanded(path)), name);
      await card.locator("header button").click();
    }
  }),
);

/** What the core writes by words alone. */
async function byWords(path) {
  const kaito = await Kaito.load({ encoder: false });
  return Buffer.from(kaito.open(readFileSync(path), basename(path)).fill().bytes);
}

test("the light file goes by words and says so, the full one by meaning", withEncoder, async () => {
  const path = sample("single.xlsx");
  for (const [address, state, ranking, expected] of [
    [SINGLE, "absent", "lexical", await byWords(path)],
    [FULL, "ready", "semantic", commanded(path)],
  ]) {
    const context = await profile();
    try {
      const { page, errors } = await visit(context, address);
      assert.equal(await page.getAttribute("#meaning", "data-state"), state);
      await open(page, path);
      assert.ok((await written(page, "single.xlsx")).equals(expected), ranking);
      assert.equal(await page.getAttribute(".ranking", "data-ranking"), ranking);
      assert.match(await page.textContent(".outcome"), ranking === "lexical" ? /字面のみ/ : /意味/);
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
    }
  }
});

test("the encoder is kept for use without a network", withEncoder, async () => {
  const context = await profile();
  try {
    const { page } = await visit(context);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('#meaning[data-state="ready"]');
    await openSample(page);
    assert.equal(await page.getAttribute(".ranking", "data-ranking"), "semantic");
  } finally {
    await context.close();
  }
});

test("where the encoder does not arrive the page goes by words, and may ask again", withEncoder, async () => {
  const context = await profile({ serviceWorkers: "block" });
  try {
    await context.route("**/*.encoder", (route) => route.fulfill({ status: 503 }));
    const { page } = await visit(context);
    assert.equal(await page.getAttribute("#meaning", "data-state"), "failed");
    await openSample(page);
    assert.equal(await page.getAttribute(".ranking", "data-ranking"), "lexical");
    await context.unroute("**/*.encoder");
    await page.click("#meaning button");
    await page.waitForSelector('.ranking[data-ranking="semantic"]');
  } finally {
    await context.close();
  }
});

test("a better draft leaves alone what a person has decided and what is being written", withEncoder, async () => {
  const context = await profile({ serviceWorkers: "block" });
  try {
    let arrive;
    const awaited = new Promise((resolve) => (arrive = resolve));
    await context.route("**/*.encoder", async (route) => {
      await awaited;
      await route.continue();
    });
    const { page, errors } = await visit(context, undefined, { loaded: false });
    await page.click("#sample");
    await page.click(".file .primary");
    await filter(page, "review");
    const before = await left(page);
    await page.keyboard.press("x");
    await untilLeft(page, before - 1);
    const place = await selected(page);
    await page.keyboard.press("e");
    await page.locator('textarea[data-role="answer"]').fill("別紙のとおりです。");
    assert.equal(await page.getAttribute(".desk", "data-ranking"), "lexical");
    arrive();
    await page.waitForSelector('.desk[data-ranking="semantic"]');
    assert.equal(await selected(page), place);
    assert.equal(await page.inputValue('textarea[data-role="answer"]'), "別紙のとおりです。");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".editor", { state: "detached" });
    await page.click('[data-filter="changed"]');
    assert.deepEqual((await page.locator(".row .standing").allTextContents()).sort(), ["修正", "空欄"].sort());
    // All the way back, the draft is the better one.
    await page.keyboard.press("u");
    await page.keyboard.press("u");
    await page.waitForSelector('[data-filter="changed"]', { state: "detached" });
    await page.click(".steps button >> nth=2");
    const { path, suggested } = await save(page, "#save-filled", "undone.xlsx");
    assert.ok(readFileSync(path).equals(commanded(sample(suggested))));
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
});
