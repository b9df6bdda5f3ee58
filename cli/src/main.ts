/** The command `kaito`: finds the subcommand and turns what it returns or throws into an exit status. */
import { complain, failureOf, say } from "./message.js";
import { misuse } from "./options.js";
import { tune } from "./tune.js";

/** All done, done but a person should look, or failed. */
export const enum Exit {
  Done = 0,
  Review = 1,
  Failed = 2,
}

interface Command {
  run(args: string[]): Promise<Exit> | Exit;
}

/** Loaded when asked for, so that each command starts without the others. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  fill: () => import("./commands/fill.js"),
  inspect: () => import("./commands/inspect.js"),
  match: () => import("./commands/match.js"),
  apply: () => import("./commands/apply.js"),
  import: () => import("./commands/import.js"),
  compare: () => import("./commands/compare.js"),
  diff: () => import("./commands/diff.js"),
  learn: () => import("./commands/learn.js"),
  memory: () => import("./commands/memory.js"),
  verify: () => import("./commands/verify.js"),
  eval: () => import("./commands/eval.js"),
  "eval-layout": () => import("./commands/eval-layout.js"),
  sample: () => import("./commands/sample.js"),
  help: () => import("./commands/help.js"),
};

/** Runs the command with its arguments and sets the exit status. */
export async function main(args: string[]): Promise<void> {
  // A reader such as `head` may close the pipe early; that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  tune();
  try {
    process.exitCode = await dispatch(args);
  } catch (error) {
    complain(failureOf(error));
    process.exitCode = Exit.Failed;
  }
}

async function dispatch([name, ...rest]: string[]): Promise<Exit> {
  if (name === "--version" || name === "-V") return (await import("./commands/help.js")).version();
  if (name === undefined || name === "--help" || name === "-h") {
    const status = (await import("./commands/help.js")).run([]);
    return name === undefined ? Exit.Failed : status;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    throw misuse("", `コマンド「${name}」はありません。`, `there is no command "${name}"`);
  }
  if (name !== "help" && (rest.includes("--help") || rest.includes("-h"))) {
    return (await import("./commands/help.js")).run([name]);
  }
  return (await load()).run(rest);
}

/** Output for a person where one is watching, and nothing otherwise. */
export function progress(ja: string, en: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${say(ja, en)}`);
}

/** Takes the progress line away. */
export function progressDone(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
