/** The files that are open, and everything that concerns all of them. */
import type { Bridge } from "./bridge.js";
import {
  CANCELLED,
  failureOf,
  type CriterionCard,
  type Failure,
  type Layout,
  type Opinion,
  type Question,
  type SheetLayout,
} from "./core.js";
import { type Change, OpenFile, sameQuestion } from "./open-file.svelte.js";
import { Meaning } from "./meaning.svelte.js";
import { Renewal } from "./renewal.js";
import { kindOf, readReview, type ReviewFile } from "./review-file.js";
import { Shelf } from "./shelf.svelte.js";
import { itemsOf, type Item } from "./standing.js";
import type { Store } from "./store.js";
import { opinionFor, Twins } from "./twins.js";
import type { Source } from "./worker.js";

/** A file that was chosen and is no workbook that can be opened now. */
export interface Loose {
  name: string;
  /** A review file that waits for its workbook, or what is wrong. */
  content: ReviewFile | Failure;
}

export class Workspace {
  files = $state.raw<readonly OpenFile[]>([]);
  loose = $state.raw<readonly Loose[]>([]);
  /** The criteria of the standard by number. */
  criteria = $state.raw<ReadonlyMap<string, CriterionCard>>(new Map());
  /** Why decisions cannot be kept for a reload; none where they are. */
  unkept = $state.raw<"storage" | "tab">();
  /** Number of approved answers that are kept; none where they are not to be. */
  remembered = $state.raw<number>();
  readonly bridge: Bridge;
  readonly store: Store | undefined;
  readonly twins = $derived(new Twins(this.files));
  readonly meaning = new Meaning();
  readonly shelf: Shelf;
  readonly #renewal: Renewal;
  #last = 0;
  #busy = false;
  /** Changes when more is known than before. */
  #version = 0;

  constructor(bridge: Bridge, store: Store | undefined) {
    this.bridge = bridge;
    this.store = store;
    this.shelf = new Shelf(bridge, store, (criteria) => {
      this.criteria = byNumber(criteria);
      this.#moreIsKnown();
    });
    this.#renewal = new Renewal(
      bridge,
      () => this.files,
      (failure) => {
        bridge.forgetMeaning();
        this.meaning.fail(failure);
      },
    );
    this.unkept = store === undefined ? "storage" : store.session ? undefined : "tab";
  }

  /** Opens the files that an earlier tab left. */
  async restore(): Promise<void> {
    const lines = await this.store?.setting("memory");
    if (lines !== undefined) this.remembered = await this.bridge.remember(lines);
    await this.shelf.restore();
    const kept = (await this.store?.files()) ?? [];
    this.files = [...kept.map(({ id, source }) => this.#file(source, id)), ...this.files];
    this.#last = Math.max(this.#last, ...kept.map(({ id }) => Number(id.replace(/\D/g, ""))));
    await this.#work();
  }

  /** Loads the semantic encoder; what was drafted without it is drafted anew. */
  async understand(): Promise<void> {
    await this.meaning.load(this.bridge);
    if (this.meaning.state === "ready") this.#moreIsKnown();
  }

  /** Adds files; each is opened in its turn, and one that fails leaves the others alone. */
  async add(chosen: Iterable<File>): Promise<void> {
    for (const { name, content } of await Promise.all([...chosen].map(contentOf))) {
      if (!(content instanceof Uint8Array)) this.loose = [...this.loose, { name, content }];
      else await this.#addContent(name, content);
    }
    await this.#work();
  }

  /** Adds the sample questionnaire. */
  async addSample(): Promise<void> {
    await this.#addWorkbook(await this.bridge.call("sample"));
    await this.#work();
  }

  /** Takes a file off the page, and what was kept of it. */
  remove(file: OpenFile): void {
    this.files = this.files.filter((other) => other !== file);
    if (file.state === "open") void this.bridge.close(file.id).catch(() => undefined);
    void this.#keeping(async (store) => store.removeFile(file.id));
  }

  /** Takes a review file or a failure off the page. */
  dismiss(loose: Loose): void {
    this.loose = this.loose.filter((other) => other !== loose);
  }

  /** Opens a file again that was cancelled or failed, with its password where it needs one. */
  async again(file: OpenFile, password?: string): Promise<void> {
    if (password !== undefined) file.source = { ...file.source, password };
    file.again();
    await this.#work();
  }

  /** The decision about one question after a reviewer's opinion, starting from `item`. */
  async decide(file: OpenFile, item: Item, opinion: Opinion): Promise<Item> {
    const reviewed = await this.bridge.about("decide", file.id, item.index, item.decision, opinion);
    return { ...item, ...reviewed };
  }

  /** The changes that give the questions identical to `item` the same answer; those that a person has decided stay. */
  async spread(file: OpenFile, item: Item): Promise<Change[]> {
    const changes: Change[] = [];
    for (const twin of this.twins.of(file, item)) {
      const before = twin.file.items[twin.index];
      const drafted = twin.file.drafted[twin.index];
      if (before === undefined || drafted === undefined) continue;
      if (before.decision.verdict !== null && before.decision.verdict !== "hold") continue;
      const after = await this.decide(twin.file, drafted, opinionFor(drafted, item));
      changes.push({ file: twin.file, before, after });
    }
    return changes;
  }

  /** Corrects the layout of one sheet, finds the questions anew and remembers the correction. */
  async correct(file: OpenFile, sheet: SheetLayout): Promise<void> {
    const before = file.source.layout === undefined ? [] : (JSON.parse(file.source.layout) as Layout).sheets;
    const sheets = [...before.filter((own) => own.sheet !== sheet.sheet), sheet];
    const source = { ...file.source, layout: JSON.stringify({ sheets }) };
    const opened = await this.bridge.open(file.id, source, () => undefined);
    const cells = new Map(file.drafted.map(({ question }) => [keyOf(question), JSON.stringify(question.cells)]));
    const drafted = itemsOf(opened);
    // A decision about a question whose answer cells have changed is not about it any more.
    const same = new Set(
      drafted.filter(({ question: own }) => cells.get(keyOf(own)) === JSON.stringify(own.cells)).map((own) => keyOf(own.question)),
    );
    const decided = file.items.filter((item) => item.decision.verdict !== null && same.has(keyOf(item.question)));
    file.source = source;
    file.fillIn(drafted, decided, opened.ranking);
    await this.#keeping(async (store) => {
      await store.putFile({ id: file.id, source });
      await store.replaceItems(file.id, file.items, file.drafted);
      const layouts = await this.bridge.about("remember", file.id, await store.setting("layouts"));
      await store.set("layouts", layouts);
    });
    if (opened.preliminary) this.#renew([file]);
  }

  /** Keeps approved answers from now on, or forgets them all. */
  async keepAnswers(keep: boolean): Promise<void> {
    const size = await this.bridge.remember(keep ? "" : undefined);
    this.remembered = keep ? size : undefined;
    await this.#keeping((store) => (keep ? store.set("memory", "") : store.unset("memory")));
  }

  /** Keeps the answers that a person approved in a file, where they are to be kept. */
  async learn(file: OpenFile): Promise<void> {
    if (this.remembered === undefined) return;
    const approved = file.items.map(({ decision }) =>
      decision.verdict === "accept" || decision.verdict === "edit" ? decision : { ...decision, writes: [] },
    );
    await this.#learned(this.bridge.about("learn", file.id, approved));
  }

  /** Adds the answers of a memory file. */
  async mergeAnswers(lines: string): Promise<void> {
    await this.#learned(this.bridge.call("mergeMemory", lines));
  }

  /** The memory file. */
  async exportAnswers(): Promise<string> {
    return (await this.store?.setting("memory")) ?? "";
  }

  async #learned(call: Promise<{ lines: string; size: number }>): Promise<void> {
    const { lines, size } = await this.bridge.learned(call);
    this.remembered = size;
    await this.#keeping((store) => store.set("memory", lines));
  }

  /** Deletes whatever this browser keeps for the page, and takes all files off it. */
  async forget(): Promise<void> {
    for (const file of this.files) void this.bridge.close(file.id).catch(() => undefined);
    this.files = [];
    this.loose = [];
    this.remembered = undefined;
    await this.bridge.remember(undefined);
    await this.shelf.clear();
    await this.store?.clear();
  }

  /** Whatever is open is drafted anew. */
  #moreIsKnown(): void {
    this.#version += 1;
    this.#renew(this.files);
  }

  /** Drafts files anew in the background. */
  #renew(files: readonly OpenFile[]): void {
    for (const file of files) file.outdate();
    void this.#renewal.run();
  }

  async #addContent(name: string, bytes: Uint8Array): Promise<void> {
    const kind = kindOf(name, bytes);
    if (kind === "workbook") return this.#addWorkbook({ name, bytes });
    if (kind === "review") return this.#addReview(name, bytes);
    try {
      await this.shelf.add(name, bytes);
    } catch (error) {
      this.loose = [...this.loose, { name, content: failureOf(error) }];
    }
  }

  /** The remembered layouts, for a workbook that is opened for the first time. */
  async #layouts(): Promise<{ layouts?: string }> {
    const layouts = await this.store?.setting("layouts").catch(() => undefined);
    return layouts === undefined ? {} : { layouts };
  }

  async #addWorkbook(source: Source): Promise<void> {
    const file = this.#file(source);
    this.files = [...this.files, file];
    await this.#keeping(async (store) => store.putFile({ id: file.id, source }));
  }

  async #addReview(name: string, bytes: Uint8Array): Promise<void> {
    try {
      const review = await readReview(this.bridge, bytes);
      this.loose = [...this.loose, { name, content: review }];
      for (const file of this.files) this.#applyReview(file);
    } catch (error) {
      this.loose = [...this.loose, { name, content: failureOf(error) }];
    }
  }

  /** Takes the decisions of a review file that waits for `file`. */
  #applyReview(file: OpenFile): void {
    for (const loose of this.loose) {
      if (file.state !== "open" || !("decisions" in loose.content)) continue;
      const { decisions, workbook } = loose.content;
      const fits = (item: Item): boolean => {
        const found = decisions[item.index];
        return found !== undefined && sameQuestion(item, found);
      };
      if (decisions.length !== file.drafted.length || !file.drafted.every(fits)) {
        if (workbook !== file.name) continue;
        this.loose = this.loose.map((own) => (own === loose ? { ...own, content: OTHER_WORKBOOK } : own));
        continue;
      }
      const changes = decisions.flatMap((own): Change[] => {
        const before = file.items[own.index];
        return before === undefined ? [] : [{ file, before, after: { ...before, ...own } }];
      });
      file.change(changes);
      this.dismiss(loose);
    }
  }

  #file(source: Source, id?: string): OpenFile {
    if (id === undefined) this.#last += 1;
    return new OpenFile(id ?? `file-${this.#last}`, source, (file, items) => {
      void this.#keeping(async (store) => store.putItems(file.id, items, file.drafted));
    });
  }

  async #keeping(work: (store: Store) => Promise<void>): Promise<void> {
    if (this.store === undefined) return;
    try {
      await work(this.store);
    } catch {
      this.unkept = "storage";
    }
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let next: OpenFile | undefined;
    while ((next = this.files.find(({ state }) => state === "queued")) !== undefined) await this.#open(next);
    this.#busy = false;
  }

  async #open(file: OpenFile): Promise<void> {
    file.state = "opening";
    const version = this.#version;
    try {
      if (this.criteria.size === 0) this.criteria = byNumber(await this.bridge.call("criteria"));
      file.source = { ...file.source, ...(await this.#layouts()) };
      const opened = await this.bridge.open(file.id, file.source, (share) => (file.progress = share));
      const kept = (await this.store?.items(file.id).catch(() => [])) ?? [];
      file.recalled = opened.recalled;
      file.fillIn(itemsOf(opened), kept, opened.ranking);
      this.#applyReview(file);
      if (opened.preliminary || version !== this.#version) this.#renew([file]);
    } catch (error) {
      const failure = failureOf(error);
      file.fail(failure.code === CANCELLED ? { ...failure, help: AGAIN } : failure);
    }
  }
}

function byNumber(cards: CriterionCard[]): Map<string, CriterionCard> {
  return new Map(cards.map((card) => [card.criterion, card]));
}

function keyOf({ sheet, cells }: Question): string {
  return `${sheet}!${cells.question}`;
}

const AGAIN = { ja: "「もう一度」でやり直せます。", en: "Start over with “Again”." };

const OTHER_WORKBOOK: Failure = {
  code: "question-changed",
  place: null,
  what: {
    ja: "レビューファイルは、内容の異なる別のブックのものです。",
    en: "the review file was made for a workbook with other questions",
  },
  help: { ja: "元のブックを選んでください。", en: "Choose the original workbook." },
};

/** A chosen file's bytes, or why they cannot be read (a folder, a file that was moved). */
async function contentOf(file: File): Promise<{ name: string; content: Uint8Array | Failure }> {
  try {
    return { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { name: file.name, content: UNREADABLE };
  }
}

const UNREADABLE: Failure = {
  code: "file",
  place: null,
  what: { ja: "ファイルを読み取れません。", en: "the file cannot be read" },
  help: {
    ja: "フォルダーではなくファイルを選び、ほかのアプリで閉じてからやり直してください。",
    en: "Choose a file, not a folder, close it elsewhere and try again.",
  },
};
