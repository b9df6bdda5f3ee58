/** One reviewer's way through the questions of one file. */
import { failureOf, type Failure, type Opinion, type Question, type Role } from "./core.js";
import { classOf, worstFirst, type Class, type Item } from "./standing.js";
import type { Word } from "./words.svelte.js";
import type { OpenFile } from "./open-file.svelte.js";
import type { Workspace } from "./workspace.svelte.js";

/** What the list shows: what waited at first, everything, what a person decided, what identical questions answer
 * otherwise, or one class. */
export type Filter = "left" | "all" | "changed" | "conflicting" | Class;

export class Reviewer {
  readonly file: OpenFile;
  readonly #workspace: Workspace;
  filter = $state<Filter>("left");
  order = $state<"worst" | "sheet">("worst");
  search = $state("");
  /** Only the questions of this sheet; empty for all. */
  sheet = $state("");
  /** Only the questions under this heading; none for all. */
  section = $state<string>();
  /** Only the questions that this criterion answers or may answer; empty for all. */
  criterion = $state("");
  /** Index of the question in the workbook. */
  index = $state(0);
  editing = $state(false);
  failure = $state.raw<Failure>();
  hint = $state<Word>();
  /** The question as another candidate would answer it; not yet decided. */
  preview = $state.raw<Item>();
  /** Actions run one after another, so that Enter finds what the key before it picked. */
  #turn: Promise<void> = Promise.resolve();

  readonly conflicts = $derived.by((): ReadonlySet<number> => this.#workspace.twins.conflicts(this.file));
  /** The headings of the questions, in their order. */
  readonly sections = $derived.by((): string[] => [...new Set(this.#onSheet().map(({ decision }) => decision.section))]);
  /** The criteria that answer the questions or may answer them, with the number of questions. */
  readonly criteria = $derived.by((): [string, number][] => counted(this.file.items.map(criteriaOf)));
  readonly changed = $derived.by((): number => this.file.items.filter(isChanged).length);
  readonly shown = $derived.by((): readonly Item[] => this.#shown());
  readonly item = $derived.by((): Item | undefined => this.file.items[this.index]);
  /** What an acceptance would write. */
  readonly base = $derived(this.preview ?? this.item);
  /** The other questions that ask the same, in all files. */
  readonly twins = $derived.by(() => (this.item === undefined ? [] : this.#workspace.twins.of(this.file, this.item)));

  constructor(workspace: Workspace, file: OpenFile, startAt?: number) {
    this.#workspace = workspace;
    this.file = file;
    // Before the first key, which should not wait for it.
    for (const item of file.items) haystack(item);
    if (!file.drafted.some(({ waiting }) => waiting)) this.filter = "all";
    this.index = (this.shown.find(({ waiting }) => waiting) ?? this.shown[0])?.index ?? 0;
    if (startAt !== undefined) this.#returnTo(startAt);
  }

  /** Lets every question through. */
  showAll(): void {
    this.filter = "all";
    this.search = "";
    this.sheet = "";
    this.section = undefined;
    this.criterion = "";
  }

  /** Goes to a question. */
  go(index: number): void {
    this.index = index;
    this.preview = undefined;
    this.editing = false;
    this.hint = undefined;
    this.failure = undefined;
  }

  /** Goes so many questions down the list (up where negative). */
  move(by: number): void {
    const at = this.shown.findIndex(({ index }) => index === this.index);
    const to = this.shown[Math.min(this.shown.length - 1, Math.max(0, at + by))];
    if (to !== undefined) this.go(to.index);
  }

  /** Shows how the candidate at `rank` answers the question. */
  pick(rank: number): void {
    this.#then(async () => {
      const drafted = this.file.drafted[this.index];
      const candidate = drafted?.decision.candidates[rank];
      if (drafted === undefined || candidate === undefined) return;
      this.hint = undefined;
      await this.#show(drafted, candidate.criterion);
    });
  }

  /** Shows the question answered as it was before. */
  recall(past: number): void {
    this.#then(async () => {
      const drafted = this.file.drafted[this.index];
      if (drafted === undefined) return;
      this.hint = undefined;
      const { criteria } = drafted.decision;
      this.preview = await this.#workspace.decide(this.file, drafted, { criteria, past, verdict: "hold" });
    });
  }

  /** Shows how any criterion of the standard answers the question. */
  choose(criterion: string): void {
    this.#then(async () => {
      const drafted = this.file.drafted[this.index];
      if (drafted === undefined) return;
      this.hint = undefined;
      await this.#show(drafted, criterion);
    });
  }

  /** Accepts what is shown. */
  accept(): void {
    this.#then(async () => {
      if (this.base === undefined) return;
      if (this.base.decision.proposal.length === 0) this.hint = "nothingToWrite";
      else await this.#decide(this.base, { ...basisOf(this.base), verdict: "accept" });
    });
  }

  /** Takes the reviewer's own texts. */
  save(values: [Role, string][]): void {
    this.#then(async () => {
      if (this.base === undefined) return;
      await this.#decide(this.base, { ...basisOf(this.base), verdict: "edit", values });
    });
  }

  /** Leaves the question blank, or holds it for later. */
  settle(verdict: "blank" | "hold"): void {
    this.#then(async () => {
      if (this.item === undefined) return;
      await this.#decide(this.item, { ...basisOf(this.item), verdict });
    });
  }

  /** Accepts what is shown, and answers all identical questions the same way. */
  spread(): void {
    this.#then(async () => {
      if (this.base === undefined || this.item === undefined) return;
      if (this.base.decision.proposal.length === 0 && this.item.decision.verdict !== "blank") {
        this.hint = "nothingToWrite";
        return;
      }
      const decided = this.preview === undefined && this.item.decision.verdict !== null && this.item.decision.verdict !== "hold";
      const after = decided
        ? this.item
        : await this.#workspace.decide(this.file, this.base, { ...basisOf(this.base), verdict: "accept" });
      const own = { file: this.file, before: this.item, after };
      this.file.change([own, ...(await this.#workspace.spread(this.file, after))]);
      this.#goOn(after.index);
    });
  }

  undo(): void {
    this.#then(async () => this.#returnTo(this.file.undo()));
  }

  redo(): void {
    this.#then(async () => this.#returnTo(this.file.redo()));
  }

  async #decide(from: Item, opinion: Opinion): Promise<void> {
    const before = this.file.items[from.index];
    if (before === undefined) return;
    const after = await this.#workspace.decide(this.file, from, opinion);
    this.file.change([{ file: this.file, before, after }]);
    this.#goOn(after.index);
  }

  async #show(drafted: Item, criterion: string): Promise<void> {
    const { criteria } = drafted.decision;
    this.preview =
      typeof drafted.decision.past !== "number" && criteria.length === 1 && criteria[0] === criterion
        ? drafted
        : await this.#workspace.decide(this.file, drafted, { criteria: [criterion], verdict: "hold" });
  }

  /** To the next question that waits, from `index` downwards and then from the top. */
  #goOn(index: number): void {
    const at = this.shown.findIndex((item) => item.index === index);
    const onward = [...this.shown.slice(at + 1), ...this.shown.slice(0, Math.max(0, at))];
    const next = onward.find((item) => item.waiting && item.decision.verdict !== "hold");
    this.go(next?.index ?? index);
  }

  #returnTo(index: number | undefined): void {
    if (index === undefined) return;
    if (!this.shown.some((item) => item.index === index)) {
      this.showAll();
    }
    this.go(index);
  }

  #onSheet(): readonly Item[] {
    return this.file.items.filter(({ question }) => this.sheet === "" || question.sheet === this.sheet);
  }

  #then(action: () => Promise<void>): void {
    this.#turn = this.#turn.then(action).catch((error: unknown) => {
      this.failure = failureOf(error);
    });
  }

  #shown(): readonly Item[] {
    const wanted = fold(this.search.trim());
    const items = this.file.items.filter((item) => this.#passes(item) && found(item, wanted));
    return this.order === "worst" ? items.sort(worstFirst) : items;
  }

  /** By how the question was drafted, so that what is decided stays in the list. */
  #passes(item: Item): boolean {
    const drafted = this.file.drafted[item.index];
    if (drafted === undefined || (this.sheet !== "" && item.question.sheet !== this.sheet)) return false;
    if (this.section !== undefined && item.decision.section !== this.section) return false;
    if (this.criterion !== "" && !criteriaOf(item).includes(this.criterion)) return false;
    switch (this.filter) {
      case "all":
        return true;
      case "left":
        return drafted.waiting;
      case "changed":
        return isChanged(item);
      case "conflicting":
        return this.conflicts.has(item.index);
      default:
        return classOf(drafted.decision) === this.filter;
    }
  }
}

/** What an item is answered from. */
function basisOf({ decision: { criteria, past } }: Item): Pick<Opinion, "criteria" | "past"> {
  return typeof past === "number" ? { criteria, past } : { criteria };
}

/** The criteria that answer a question, or else the likeliest one that may. */
function criteriaOf({ decision }: Item): string[] {
  const [first] = decision.candidates;
  return decision.criteria.length > 0 || first === undefined ? decision.criteria : [first.criterion];
}

/** How often each occurs, in the order of the standard. */
function counted(lists: string[][]): [string, number][] {
  const counts = new Map<string, number>();
  for (const criterion of lists.flat()) counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
  const groups = "統実設監";
  const rank = (criterion: string): number[] => [groups.indexOf(criterion.charAt(0)), ...criterion.slice(1).split("-").map(Number)];
  return [...counts].sort(([a], [b]) => {
    const [one, other] = [rank(a), rank(b)];
    return one.map((part, at) => part - (other[at] ?? 0)).find((difference) => difference !== 0) ?? one.length - other.length;
  });
}

function isChanged({ decision }: Item): boolean {
  return decision.verdict !== null;
}

/** What can be searched of each question: computed once, because thousands are searched at every key. */
const haystacks = new WeakMap<Question, string>();

function haystack({ question, decision }: Item): string {
  let text = haystacks.get(question);
  if (text === undefined) {
    const { sheet, cell, section, number } = decision;
    text = fold([question.question, section, number ?? "", `${sheet}!${cell}`].join("\n"));
    haystacks.set(question, text);
  }
  return text;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function found(item: Item, wanted: string): boolean {
  if (wanted === "" || haystack(item).includes(wanted)) return true;
  return item.decision.criteria.some((criterion) => criterion.includes(wanted));
}
