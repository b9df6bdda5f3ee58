/** `kaito apply`: writes what a reviewer decided in a review file. */
import { compile } from "../core.js";
import { sameFile } from "../files.js";
import { Filler, type Plan } from "../fill/job.js";
import { LISTED } from "../fill/concerns.js";
import { summary } from "../fill/summary.js";
import { Exit } from "../main.js";
import { complain } from "../message.js";
import { misuse, only, PASSWORD, passwordOf, readArguments, required } from "../options.js";
import { LIBRARIES, librariesOf } from "../start.js";

export async function run(args: string[]): Promise<Exit> {
  const { values, positionals } = readArguments("apply", args, {
    review: { type: "string" },
    out: { type: "string" },
    ...LIBRARIES,
    overwrite: { type: "boolean" },
    strict: { type: "boolean" },
    locked: { type: "boolean" },
    ...PASSWORD,
    json: { type: "boolean" },
  });
  const input = only("apply", positionals, "元のブック", "the original workbook");
  const review = required("apply", "--review", values.review);
  const output = required("apply", "--out", values.out);
  if (sameFile(input, output)) {
    throw misuse("apply", "元のファイルには上書きできません。", "the output must not be the input file");
  }
  const settings = { overwrite: values.overwrite === true, locked: values.locked === true };
  const plan: Plan = {
    settings,
    review,
    // A review has been ranked before.
    libraries: { ...librariesOf("apply", values), meaning: false },
    corrections: { password: passwordOf(values) },
    strict: values.strict === true,
    listing: values.json === true,
    open: values.json === true ? 0 : LISTED,
  };
  const outcome = await new Filler(plan, compile()).run({ input, output });
  if ("error" in outcome) {
    complain(outcome.error);
    return Exit.Failed;
  }
  process.stdout.write(values.json === true ? `${JSON.stringify(outcome)}\n` : summary(outcome));
  return outcome.tally.needsReview > 0 ? Exit.Review : Exit.Done;
}
