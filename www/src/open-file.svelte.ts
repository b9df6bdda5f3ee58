/** One workbook on the page: its questions, what has been decided about them, and the way back. */
import type { Failure } from "./core.js";
import { countClasses, type Item } from "./standing.js";
import type { KeptItem } from "./store.js";
import type { Ranking, Source } from "./worker.js";

/** A question's decision before and after; the question may stand in another file. */
export interface Change {
  file: OpenFile;
  before: Item;
  after: Item;
}

/** What one action of the reviewer changed, undone as a whole. */
type Step = readonly Change[];

export class OpenFile {
  readonly id: string;
  source = $state.raw<Source>({ name: "", bytes: new Uint8Array() });
  /** Hears of new decisions, so that it can be kept. */
  readonly #keep: (file: OpenFile, items: readonly Item[]) => void;
  state = $state<"queued" | "opening" | "open" | "failed">("queued");
  /** Sheets whose layout was corrected as it was for an earlier version of the same form. */
  recalled = $state.raw<readonly string[]>([]);
  /** Share of the opening that is done, 0 to 1. */
  progress = $state(0);
  failure = $state.raw<Failure>();
  /** What the questions were matched by. */
  ranking = $state<Ranking>("lexical");
  /** Whether a better draft is to be made. */
  stale = false;
  /** Share of the better draft that is made, 0 to 1; none while none is. */
  renewing = $state<number>();
  /** Changes when a renewal that is under way does not count any more. */
  #round = 0;
  /** What came in the place of drafted items. */
  readonly #better = new WeakMap<Item, Item>();
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

  constructor(id: string, source: Source, keep: (file: OpenFile, items: readonly Item[]) => void) {
    this.id = id;
    this.source = source;
    this.#keep = keep;
  }

  get name(): string {
    return this.source.name;
  }

  /** Takes what the worker drafted, and the decisions that were made about the same questions before. */
  fillIn(drafted: Item[], decided: readonly KeptItem[], ranking: Ranking): void {
    this.stopRenewal();
    const own = new Map(drafted.map((item) => [placeOf(item), item]));
    const items = [...drafted];
    for (const { decision, waiting } of decided) {
      const item = own.get(placeOf({ decision }));
      if (item?.decision.question === decision.question) items[item.index] = { ...item, decision, waiting };
    }
    this.drafted = drafted;
    this.items = items;
    this.#done = this.#undone = [];
    this.ranking = ranking;
    this.state = "open";
  }

  /** Has a better draft to come; one that is under way does not count any more. */
  outdate(): void {
    this.stopRenewal();
    this.stale = this.state === "open";
    if (this.stale) this.renewing = 0;
  }

  /** Begins a better draft; gives what {@link renews} takes. */
  beginRenewal(): number {
    this.renewing = 0;
    return this.#round;
  }

  /** Whether the renewal that began with `round` still counts. */
  renews(round: number): boolean {
    return this.#round === round && this.stale;
  }

  /** Keeps to the draft that there is. */
  stopRenewal(): void {
    this.#round += 1;
    this.stale = false;
    this.renewing = undefined;
  }

  /** Takes a better draft of the same questions; what a person or a review file has decided stays, also on the way back. */
  renew(drafted: Item[], ranking: Ranking): void {
    for (const old of this.drafted) this.#better.set(old, drafted[old.index] ?? old);
    this.items = this.items.map((item) => this.latest(item));
    this.drafted = drafted;
    this.ranking = ranking;
    this.stopRenewal();
  }

  /** `item`, or the better draft that has come in its place: steps of this file and of others may still lead to the old one. */
  latest(item: Item): Item {
    let own = item;
    for (let better = this.#better.get(own); better !== undefined && better !== own; better = this.#better.get(own)) own = better;
    return own;
  }

  /** Tells what went wrong with the file as a whole. */
  fail(failure: Failure): void {
    this.failure = failure;
    this.state = "failed";
  }

  /** Waits to be opened again. */
  again(): void {
    this.failure = undefined;
    this.progress = 0;
    this.state = "queued";
  }

  /** Puts new decisions in place of the old ones, as one step. */
  change(step: Step): void {
    this.#done = [...this.#done, step];
    this.#undone = [];
    replace(step.map(({ file, after }) => ({ file, to: after })));
  }

  /** Takes the last step back and tells which question it was about. */
  undo(): number | undefined {
    const step = this.#done.at(-1);
    if (step === undefined) return undefined;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, step];
    replace(step.map(({ file, before, after }) => ({ file, from: after, to: before })));
    return step[0]?.before.index;
  }

  /** Makes the last undone step again and tells which question it was about. */
  redo(): number | undefined {
    const step = this.#undone.at(-1);
    if (step === undefined) return undefined;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, step];
    replace(step.map(({ file, before, after }) => ({ file, from: before, to: after })));
    return step[0]?.after.index;
  }

  /** Puts `items` in their places. */
  put(items: readonly Item[]): void {
    const all = [...this.items];
    for (const item of items) all[item.index] = item;
    this.items = all;
    this.#keep(this, items);
  }
}

/** Puts decisions in place; where `from` is given, only if it still stands: another file may have decided anew. */
function replace(all: readonly { file: OpenFile; from?: Item; to: Item }[]): void {
  for (const file of new Set(all.map((own) => own.file))) {
    const stands = (item: Item | undefined, index: number): boolean => item === undefined || file.latest(item) === file.items[index];
    const standing = all.filter(({ from, to, ...own }) => own.file === file && stands(from, to.index));
    file.put(standing.map(({ to }) => file.latest(to)));
  }
}

/** Whether two items are about the same question in the same cell. */
export function sameQuestion(a: Pick<Item, "decision">, b: Pick<Item, "decision">): boolean {
  return placeOf(a) === placeOf(b) && a.decision.question === b.decision.question;
}

function placeOf({ decision }: Pick<Item, "decision">): string {
  return `${decision.sheet}!${decision.cell}`;
}
