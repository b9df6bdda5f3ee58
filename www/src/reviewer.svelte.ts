/** One reviewer's way through the questions of one file. */
import { failureOf, type Failure, type Opinion, type Role } from "./core.js";
import { classOf, worstFirst, type Class, type Item } from "./standing.js";
import type { Word } from "./words.svelte.js";
import type { OpenFile, Workspace } from "./workspace.svelte.js";

/** What the list shows: what waited at first, everything, or one class. */
export type Filter = "left" | "all" | Class;

export class Reviewer {
  readonly file: OpenFile;
  readonly #workspace: Workspace;
  filter = $state<Filter>("left");
  order = $state<"worst" | "sheet">("worst");
  search = $state("");
  /** Index of the question in the workbook. */
  index = $state(0);
  editing = $state(false);
  failure = $state.raw<Failure>();
  hint = $state<Word>();
  /** The question as another candidate would answer it; not yet decided. */
  preview = $state.raw<Item>();
  /** Actions run one after another, so that Enter finds what the key before it picked. */
  #turn: Promise<void> = Promise.resolve();

  readonly shown = $derived.by((): readonly Item[] => this.#shown());
  readonly item = $derived.by((): Item | undefined => this.file.items[this.index]);
  /** What an acceptance would write. */
  readonly base = $derived(this.preview ?? this.item);

  constructor(workspace: Workspace, file: OpenFile) {
    this.#workspace = workspace;
    this.file = file;
    if (!file.drafted.some(({ waiting }) => waiting)) this.filter = "all";
    this.index = (this.shown.find(({ waiting }) => waiting) ?? this.shown[0])?.index ?? 0;
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
      const { criterion } = candidate;
      const { criteria } = drafted.decision;
      this.preview =
        criteria.length === 1 && criteria[0] === criterion
          ? drafted
          : await this.#workspace.decide(this.file, drafted, { criteria: [criterion], verdict: "hold" });
    });
  }

  /** Accepts what is shown. */
  accept(): void {
    this.#then(async () => {
      if (this.base === undefined) return;
      if (this.base.decision.proposal.length === 0) this.hint = "nothingToWrite";
      else await this.#decide(this.base, { criteria: this.base.decision.criteria, verdict: "accept" });
    });
  }

  /** Takes the reviewer's own texts. */
  save(values: [Role, string][]): void {
    this.#then(async () => {
      if (this.base === undefined) return;
      await this.#decide(this.base, { criteria: this.base.decision.criteria, verdict: "edit", values });
    });
  }

  /** Leaves the question blank, or holds it for later. */
  settle(verdict: "blank" | "hold"): void {
    this.#then(async () => {
      if (this.item === undefined) return;
      await this.#decide(this.item, { criteria: this.item.decision.criteria, verdict });
    });
  }

  undo(): void {
    this.#then(async () => this.#returnTo(this.file.undo()));
  }

  redo(): void {
    this.#then(async () => this.#returnTo(this.file.redo()));
  }

  async #decide(from: Item, opinion: Opinion): Promise<void> {
    const after = await this.#workspace.decide(this.file, from, opinion);
    this.file.change(after);
    this.#goOn(after.index);
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
      this.filter = "all";
      this.search = "";
    }
    this.go(index);
  }

  #then(action: () => Promise<void>): void {
    this.#turn = this.#turn.then(action).catch((error: unknown) => {
      this.failure = failureOf(error);
    });
  }

  #shown(): readonly Item[] {
    const wanted = this.search.normalize("NFKC").trim().toLowerCase();
    const items = this.file.items.filter((item) => this.#passes(item) && found(item, wanted));
    return this.order === "worst" ? items.sort(worstFirst) : items;
  }

  /** By how the question was drafted, so that what is decided stays in the list. */
  #passes({ index }: Item): boolean {
    const drafted = this.file.drafted[index];
    if (this.filter === "all" || drafted === undefined) return true;
    return this.filter === "left" ? drafted.waiting : classOf(drafted.decision) === this.filter;
  }
}

function found({ decision, question }: Item, wanted: string): boolean {
  if (wanted === "") return true;
  const place = `${decision.sheet}!${decision.cell}`;
  const texts = [decision.question, decision.section, question.number ?? "", place, ...decision.criteria];
  return texts.some((text) => text.normalize("NFKC").toLowerCase().includes(wanted));
}
