/** Fills workbooks away from the page, so that the page stays responsive. */
import init, { Engine, Workbook, type Decision, type Failure } from "../../build/wasm/kaito.js";
import type { Answer, Fill, Filled, Open } from "./messages.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;
const engine = init().then(() => new Engine());

scope.onmessage = async ({ data }: MessageEvent<Fill>) => {
  let answer: Answer;
  try {
    answer = { filled: fill(await engine, data) };
  } catch (error) {
    answer = { failed: failure(error) };
  }
  scope.postMessage(answer, "filled" in answer ? [answer.filled.bytes.buffer] : []);
};

function fill(engine: Engine, { name, bytes }: Fill): Filled {
  const workbook = new Workbook(new Uint8Array(bytes), name);
  const draft = engine.draft(workbook, {});
  const filled = workbook.fill(draft, {});
  const { format, notes } = filled.result();
  const result = {
    name: format === "xlsx" ? name.replace(/\.\w+$/, ".xlsx") : name,
    bytes: filled.bytes() as Uint8Array<ArrayBuffer>,
    tally: draft.tally(),
    notes,
    open: draft.decisions().filter(isOpen).map(shown),
  };
  for (const handle of [filled, draft, workbook]) handle.free();
  return result;
}

function isOpen({ status }: Decision): boolean {
  return status === "review" || status === "blank";
}

function shown({ sheet, cell, question, candidates }: Decision): Open {
  const [best] = candidates;
  const proposal = best === undefined ? null : `${best.criterion} ${Math.round(best.score * 100)}%`;
  return { place: `${sheet}!${cell}`, question, proposal };
}

function failure(error: unknown): Failure {
  if (error instanceof Error && error.name === "KaitoError") {
    const { code, place, what, help } = error as Error & Failure;
    return { code, place, what, help };
  }
  const found = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    place: null,
    what: { ja: `内部エラー: ${found}`, en: `internal error: ${found}` },
    help: { ja: "ページを読み込み直してください。", en: "Reload the page." },
  };
}
