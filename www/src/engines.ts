/** What answers in the worker: an engine that goes by words, at once, and one that also goes by meaning, once the encoder is there. */
import { Engine, isCompanyLibrary, importCompanyForm, importStandard } from "../../build/wasm/kaito.js";
import { failureOf, type Failure } from "./core.js";
import { BUILT_IN, type LibraryCard, type RefusedLibrary, type Sources } from "./sources.js";


export class Engines {
  #sources = BUILT_IN;
  #encoder: Uint8Array | undefined;
  #words: Engine | undefined;
  #meaning: Engine | undefined;

  /** The engine that goes by words alone. */
  get words(): Engine {
    this.#words ??= engineOver(this.#sources).engine;
    return this.#words;
  }

  /** The engine that knows most. */
  get best(): Engine {
    if (this.#encoder === undefined) return this.words;
    this.#meaning ??= understanding(this.#sources, this.#encoder);
    return this.#meaning;
  }

  /** Whether there is more than words to go by. */
  get understands(): boolean {
    return this.#encoder !== undefined;
  }

  /** Answers from these libraries from now on; one that breaks a rule is left out, and told. */
  use(sources: Sources): (LibraryCard | RefusedLibrary)[] {
    this.#free();
    this.#sources = sources;
    const { engine, libraries } = engineOver(sources);
    this.#words = engine;
    return libraries;
  }

  /** Goes by meaning too from now on; throws where the encoder is no such file or another version's. */
  understand(encoder: Uint8Array): void {
    const meaning = understanding(this.#sources, encoder);
    this.#meaning?.free();
    this.#meaning = meaning;
    this.#encoder = encoder;
  }

  /** Starts as an earlier worker ended; the engines are made when they are first needed. */
  resume(sources: Sources, encoder: Uint8Array | undefined): void {
    this.#sources = sources;
    this.#encoder = encoder;
  }

  #free(): void {
    this.#words?.free();
    this.#meaning?.free();
    this.#words = this.#meaning = undefined;
  }
}

/** The JSON of a library file of any form that `kaito import` reads or writes. */
export function libraryOf(name: string, bytes: Uint8Array): string {
  if (/\.xls[xm]$/i.test(name)) return importCompanyForm(bytes, name);
  const text = new TextDecoder().decode(bytes);
  return /\.json$/i.test(name) ? text : importStandard(text);
}

function understanding(sources: Sources, encoder: Uint8Array): Engine {
  const { engine } = engineOver(sources);
  try {
    engine.understand(encoder);
    return engine;
  } catch (error) {
    engine.free();
    throw error;
  }
}

function engineOver({ libraries, standard }: Sources): { engine: Engine; libraries: (LibraryCard | RefusedLibrary)[] } {
  let base: Engine | undefined;
  const own = libraries.findIndex(({ json }) => !isCompanyLibrary(json));
  const told = libraries.map(({ name, json }, at) =>
    attempt(name, () => {
      if (isCompanyLibrary(json)) return undefined;
      if (at !== own) throw Object.assign(new Error(), TWO_STANDARDS);
      base = new Engine(json);
      return cardOf("standard", name, json);
    }),
  );
  const engine = base ?? new Engine();
  const cards = libraries.map(({ name, json }, at) => told[at] ?? attempt(name, () => added(engine, name, json)));
  const company = cards.some((card) => card !== undefined && "kind" in card && card.kind === "company");
  // Without any library of their own nothing would be answered at all.
  if (!standard && company) engine.leaveStandard();
  return { engine, libraries: cards.filter((card) => card !== undefined) };
}

function added(engine: Engine, name: string, json: string): LibraryCard {
  engine.addLibrary(json, today());
  return cardOf("company", name, json);
}

function attempt<T>(name: string, work: () => T): T | RefusedLibrary {
  try {
    return work();
  } catch (error) {
    return { name, failure: failureOf(error) };
  }
}

function cardOf(kind: LibraryCard["kind"], name: string, json: string): LibraryCard {
  const { title, version, date, rows, criteria } = JSON.parse(json.replace(/^\uFEFF/, "")) as {
    title: string;
    version: string;
    date: string;
    rows?: unknown[];
    criteria?: unknown[];
  };
  return { name, kind, title, version, date, size: (kind === "company" ? criteria : rows)?.length ?? 0 };
}

/** The day of now, ISO 8601. */
export function today(): string {
  return new Date().toLocaleDateString("sv-SE");
}

const TWO_STANDARDS: Failure = {
  code: "usage",
  place: null,
  what: { ja: "スタンダードのライブラリは 1 つだけ使えます", en: "only one library may be a published standard" },
  help: { ja: "先のものを外してから追加してください。", en: "Remove the earlier one first." },
};
