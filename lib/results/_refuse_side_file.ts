import { CaseError } from "../parse/case_error.ts";
import { parseJournal } from "./parse_journal.ts";

/** Throws a `RangeError` that says what to do when a file is not a result file but one that stands beside it. */
export function refuseSideFile(bytes: Uint8Array, path: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 40));
  if (start.startsWith('{"schema":"rounds.verdicts/')) {
    throw new RangeError(
      `${path} keeps a judge's verdicts: it is no result file. Its result file is ${
        without(path, ".verdicts.jsonl")
      }`,
    );
  }
  if (!start.startsWith('{"schema":"rounds.journal/')) return;
  const output = without(path, ".journal.jsonl");
  throw new RangeError(
    `${path} is a journal, what a run writes while it goes on: it is no result file${
      heldBy(bytes, path)
    }. The same deno task eval with --resume goes on from there and writes ${output}`,
  );
}

function heldBy(bytes: Uint8Array, path: string): string {
  try {
    const { head, entries } = parseJournal(bytes, path);
    const { model, dataset } = Object(head?.manifest);
    const answered = entries.filter(({ turn }) => turn.error === null).length;
    const cases = new Set(entries.map(({ caseId }) => caseId)).size;
    return `. It holds ${answered} answered turns of ${cases} cases of ${String(model)} on ${
      String(dataset)
    }, begun ${head?.startedAt ?? "at an unknown time"}`;
  } catch (error) {
    if (error instanceof CaseError) return "";
    throw error;
  }
}

function without(path: string, ending: string): string {
  return path.endsWith(ending) ? path.slice(0, -ending.length) : "its result file";
}
