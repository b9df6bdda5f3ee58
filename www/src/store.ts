/** What outlives the tab, in the browser's own database: the files under review, their decisions, and the settings. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Sources } from "./sources.js";
import type { Item } from "./standing.js";
import type { Source } from "./worker.js";

/** A file under review; encrypted ones are kept as they came, without their password. */
export interface KeptFile {
  id: string;
  source: Source;
}

/** A decision that differs from the draft, or did. */
export type KeptItem = Pick<Item, "index" | "decision" | "waiting">;

/** The settings by name. */
export interface Settings {
  language: "ja" | "en";
  /** Corrected layouts by the structure of their sheets, as the core writes them. */
  layouts: string;
  /** Approved answers as a memory file; none where they are not to be kept. */
  memory: string;
  /** What answers come from; none where it is the built-in standard. */
  sources: Sources;
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile };
  items: { key: [string, number]; value: KeptItem & { file: string } };
  settings: { key: string; value: unknown };
}

const NAME = "kaito";

export class Store {
  readonly #base: IDBPDatabase<Schema>;
  /** Whether this tab keeps its files: of several tabs only the first does. */
  readonly session: boolean;

  private constructor(base: IDBPDatabase<Schema>, session: boolean) {
    this.#base = base;
    this.session = session;
  }

  /** Opens the database; none where the browser offers no place. */
  static async open(): Promise<Store | undefined> {
    try {
      const base = await openDB<Schema>(NAME, 1, {
        upgrade(made) {
          made.createObjectStore("files", { keyPath: "id" });
          made.createObjectStore("items", { keyPath: ["file", "index"] });
          made.createObjectStore("settings");
        },
      });
      return new Store(base, await firstTab());
    } catch {
      return undefined;
    }
  }

  /** The files in the order in which they were added. */
  async files(): Promise<KeptFile[]> {
    if (!this.session) return [];
    const number = ({ id }: KeptFile): number => Number(id.replace(/\D/g, ""));
    return (await this.#base.getAll("files")).sort((a, b) => number(a) - number(b));
  }

  /** The decisions about a file. */
  async items(file: string): Promise<KeptItem[]> {
    return this.#base.getAll("items", IDBKeyRange.bound([file, 0], [file, Infinity]));
  }

  async putFile({ id, source }: KeptFile): Promise<void> {
    if (!this.session) return;
    const { password: _, ...rest } = source;
    await this.#base.put("files", { id, source: rest });
  }

  /** Keeps the decisions of `items`; those that are as they were drafted need not be kept. */
  async putItems(file: string, items: readonly Item[], drafted: readonly Item[]): Promise<void> {
    if (!this.session) return;
    const { store, done } = this.#base.transaction("items", "readwrite");
    for (const item of items) {
      const { index, decision, waiting } = item;
      if (item === drafted[index]) void store.delete([file, index]);
      else void store.put({ file, index, decision, waiting });
    }
    await done;
  }

  /** Keeps `items` in place of all that was kept of the file's decisions. */
  async replaceItems(file: string, items: readonly Item[], drafted: readonly Item[]): Promise<void> {
    if (!this.session) return;
    await this.#base.delete("items", IDBKeyRange.bound([file, 0], [file, Infinity]));
    await this.putItems(file, items, drafted);
  }

  async removeFile(file: string): Promise<void> {
    if (!this.session) return;
    const both = this.#base.transaction(["files", "items"], "readwrite");
    void both.objectStore("files").delete(file);
    void both.objectStore("items").delete(IDBKeyRange.bound([file, 0], [file, Infinity]));
    await both.done;
  }

  async setting<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> {
    return (await this.#base.get("settings", name)) as Settings[Name] | undefined;
  }

  async set<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void> {
    await this.#base.put("settings", value, name);
  }

  async unset(name: keyof Settings): Promise<void> {
    await this.#base.delete("settings", name);
  }

  /** Deletes everything, of this tab and of others. */
  async clear(): Promise<void> {
    const names = ["files", "items", "settings"] as const;
    const all = this.#base.transaction(names, "readwrite");
    for (const name of names) void all.objectStore(name).clear();
    await all.done;
  }
}

/** Whether no other tab holds the session; a browser without locks (plain http) cannot tell. */
async function firstTab(): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return true;
  return new Promise((resolve) => {
    void locks.request("kaito-session", { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Held as long as the tab lives.
      return lock === null ? undefined : new Promise<void>(() => undefined);
    });
  });
}
