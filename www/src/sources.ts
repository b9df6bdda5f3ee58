/** What answers come from: a company's libraries, and the published standard. */
import type { Failure } from "./core.js";

/** A library file as it is kept: the JSON of `kaito import`. */
export interface KeptLibrary {
  /** File name. */
  name: string;
  json: string;
}

/** The libraries that answer, the first one first, and whether the standard answers what they do not. */
export interface Sources {
  libraries: readonly KeptLibrary[];
  standard: boolean;
}

/** A library that is in use. */
export interface LibraryCard {
  name: string;
  /** Whether it is a company's own, or a published standard in place of the built-in one. */
  kind: "company" | "standard";
  title: string;
  version: string;
  date: string;
  /** Number of criteria. */
  size: number;
}

/** A library that cannot be used, and why. */
export interface RefusedLibrary {
  name: string;
  failure: Failure;
}

/** The built-in standard alone. */
export const BUILT_IN: Sources = { libraries: [], standard: true };
