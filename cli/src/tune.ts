/** Settings of V8 for a command that starts, works once and ends. */
import { setFlagsFromString } from "node:v8";

/**
 * How long V8 runs a function of the module before it optimises it, in V8's units (1,800,000 of its own accord). Its
 * compiler takes more time from a call on 300 questions than it gives back; from 10,000 on the start does not matter.
 */
const TIERING_BUDGET = 100_000_000;

/** The last release of Node.js whose V8 is known to have the flags; others would complain of them. */
const KNOWN = 24;

/** Must run before the module is compiled. A function is checked when it is first called, since few are. */
export function tune(): void {
  if (Number.parseInt(process.versions.node, 10) > KNOWN) return;
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  setFlagsFromString("--wasm-lazy-validation");
}
