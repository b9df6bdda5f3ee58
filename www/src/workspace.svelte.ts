/** The files that are open and what has been decided about them. */
import type { Bridge } from "./bridge.js";
import { failureOf, type CriterionCard, type Failure, type Opinion } from "./core.js";
import { countClasses, type Item } from "./standing.js";

/** A change that can be undone. */
interface Step {
  before: Item;
  after: Item;
}

/** One workbook on the page. */
export class OpenFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  state = $state<"queued" | "opening" | "open" | "failed">("queued");
  failure = $state.raw<Failure>();
  /** The decisions as they stand now, in the order of the workbook. */
  items = $state.raw<readonly Item[]>([]);
  /** The decisions as they were drafted. */
  drafted = $state.raw<readonly Item[]>([]);
  #done = $state.raw<readonly Step[]>([]);
  #undone = $state.raw<readonly Step[]>([]);

  readonly sheets = $derived([...new Set(this.drafted.map(({ question }) => question.sheet))]);
  readonly counts = $derived(countClasses(this.drafted));
  readonly waiting = $derived(this.items.filter(({ waiting }) => waiting).length);
  readonly reviewed = $derived(this.items.some(({ decision }) => decision.verdict !== null));
  readonly canUndo = $derived(this.#done.length > 0);
  readonly canRedo = $derived(this.#undone.length > 0);

  constructor(id: string, name: string, bytes: Uint8Array) {
    this.id = id;
    this.name = name;
    this.bytes = bytes;
  }

  /** Takes what the worker drafted. */
  fillIn(drafted: Item[]): void {
    this.items = this.drafted = drafted;
    this.state = "open";
  }

  /** Tells what went wrong with the file as a whole. */
  fail(failure: Failure): void {
    this.failure = failure;
    this.state = "failed";
  }

  /** Puts a new decision in place of the old one. */
  change(after: Item): void {
    const before = this.items[after.index];
    if (before === undefined) return;
    this.#done = [...this.#done, { before, after }];
    this.#undone = [];
    this.#put(after);
  }

  /** Takes the last change back and tells which question it was about. */
  undo(): number | undefined {
    const step = this.#done.at(-1);
    if (step === undefined) return undefined;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, step];
    return this.#put(step.before);
  }

  /** Makes the last undone change again and tells which question it was about. */
  redo(): number | undefined {
    const step = this.#undone.at(-1);
    if (step === undefined) return undefined;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, step];
    return this.#put(step.after);
  }

  #put(item: Item): number {
    this.items = this.items.with(item.index, item);
    return item.index;
  }
}

/** All files of the page, opened one after another. */
export class Workspace {
  files = $state.raw<readonly OpenFile[]>([]);
  /** The criteria of the standard by number. */
  criteria = $state.raw<ReadonlyMap<string, CriterionCard>>(new Map());
  readonly bridge: Bridge;
  #last = 0;
  #busy = false;

  constructor(bridge: Bridge) {
    this.bridge = bridge;
  }

  /** Adds files; each is opened in its turn, and one that fails leaves the others alone. */
  async add(chosen: Iterable<File>): Promise<void> {
    const files = [...chosen];
    const added = await Promise.all(files.map(async (file) => this.#file(file.name, await bytesOf(file))));
    this.files = [...this.files, ...added];
    await this.#work();
  }

  /** Adds the sample questionnaire. */
  async addSample(): Promise<void> {
    const { name, bytes } = await this.bridge.call("sample");
    this.files = [...this.files, this.#file(name, bytes)];
    await this.#work();
  }

  /** Takes a file off the page. */
  remove(file: OpenFile): void {
    this.files = this.files.filter((other) => other !== file);
    if (file.state === "open") void this.bridge.close(file.id).catch(() => undefined);
  }

  /** The decision about one question after a reviewer's opinion, starting from `item`. */
  async decide(file: OpenFile, item: Item, opinion: Opinion): Promise<Item> {
    const reviewed = await this.bridge.about("decide", file.id, item.index, item.decision, opinion);
    return { ...item, ...reviewed };
  }

  #file(name: string, bytes: Uint8Array | Failure): OpenFile {
    this.#last += 1;
    const read = bytes instanceof Uint8Array;
    const file = new OpenFile(`file-${this.#last}`, name, read ? bytes : new Uint8Array());
    if (!read) file.fail(bytes);
    return file;
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
    try {
      if (this.criteria.size === 0) {
        const cards = await this.bridge.call("criteria");
        this.criteria = new Map(cards.map((card) => [card.criterion, card]));
      }
      const { questions, decisions, waiting } = await this.bridge.open(file.id, file.name, file.bytes);
      const open = new Set(waiting);
      const items = questions.flatMap((question, index): Item[] => {
        const decision = decisions[index];
        return decision === undefined ? [] : [{ index, question, decision, waiting: open.has(index) }];
      });
      file.fillIn(items);
    } catch (error) {
      file.fail(failureOf(error));
    }
  }
}

/** The bytes of a chosen file, or why they cannot be read (a folder, a file that was moved). */
async function bytesOf(file: File): Promise<Uint8Array | Failure> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return {
      code: "file",
      place: null,
      what: { ja: "ファイルを読み取れません。", en: "the file cannot be read" },
      help: {
        ja: "フォルダーではなくファイルを選び、ほかのアプリで閉じてからやり直してください。",
        en: "Choose a file, not a folder, close it elsewhere and try again.",
      },
    };
  }
}
