/** The libraries that the page answers from, kept on this computer. */
import type { Bridge } from "./bridge.js";
import { BUILT_IN, type KeptLibrary, type LibraryCard, type RefusedLibrary, type Sources } from "./sources.js";
import type { CriterionCard, Provenance } from "./core.js";
import type { Store } from "./store.js";

export class Shelf {
  /** The libraries in their order, the first one first; what cannot be used stands among them, with why. */
  cards = $state.raw<readonly (LibraryCard | RefusedLibrary)[]>([]);
  /** Whether the published standard answers what they do not. */
  standard = $state(true);
  /** The standard in force; none before the engine is made. */
  source = $state.raw<Provenance>();
  readonly hasCompany = $derived(this.cards.some((card) => "kind" in card && card.kind === "company"));
  readonly #bridge: Bridge;
  readonly #store: Store | undefined;
  /** Hears that answers come from elsewhere now, with the criteria of the standard in force. */
  readonly #changed: (criteria: CriterionCard[]) => void;
  #kept: readonly KeptLibrary[] = [];

  constructor(bridge: Bridge, store: Store | undefined, changed: (criteria: CriterionCard[]) => void) {
    this.#bridge = bridge;
    this.#store = store;
    this.#changed = changed;
  }

  /** Takes the libraries that an earlier tab left. */
  async restore(): Promise<void> {
    const kept = await this.#store?.setting("sources").catch(() => undefined);
    if (kept !== undefined) await this.#apply(kept);
  }

  /** Adds a library file behind the others, in place of one of the same name; a rejection tells what is wrong with it. */
  async add(name: string, bytes: Uint8Array): Promise<void> {
    const json = await this.#bridge.call("library", name, bytes);
    const others = this.#kept.filter((own) => own.name !== name);
    await this.#use({ libraries: [...others, { name, json }], standard: this.standard });
  }

  /** Answers from it no more. */
  async remove(name: string): Promise<void> {
    const libraries = this.#kept.filter((own) => own.name !== name);
    await this.#use({ libraries, standard: this.standard || libraries.length === 0 });
  }

  /** Lets the standard answer what the libraries do not, or nothing. */
  async useStandard(standard: boolean): Promise<void> {
    await this.#use({ libraries: this.#kept, standard });
  }

  /** Answers from the built-in standard alone. */
  async clear(): Promise<void> {
    if (this.#kept.length > 0 || !this.standard) await this.#apply(BUILT_IN);
  }

  async #use(sources: Sources): Promise<void> {
    await this.#apply(sources);
    await this.#store?.set("sources", sources);
  }

  async #apply(sources: Sources): Promise<void> {
    const cards = await this.#bridge.use(sources);
    const [source, criteria] = await Promise.all([this.#bridge.call("source"), this.#bridge.call("criteria")]);
    this.#kept = sources.libraries;
    this.cards = cards;
    this.source = source;
    this.standard = sources.standard || !this.hasCompany;
    this.#changed(criteria);
  }
}
