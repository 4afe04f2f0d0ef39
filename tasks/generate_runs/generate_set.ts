import { liveclin, type LiveClinCase, sha256Hex } from "../../mod.ts";
import { difficulties, type QuestionDifficulty } from "./difficulty.ts";
import { generateRecords } from "./generate_records.ts";

/** A generated set, parsed, with what makes its questions hard. */
export interface GeneratedSet {
  /** The records file's text: one record a line. */
  readonly text: string;
  readonly cases: readonly LiveClinCase[];
  readonly dataset: { readonly name: string; readonly revision: null; readonly sha256: string };
  readonly difficulties: ReadonlyMap<string, readonly QuestionDifficulty[]>;
}

/** Its name says that it is ours. */
const NAME = "rounds_generated";

/** Generates the records and parses them as the benchmark does. */
export function generateSet(
  options: { readonly cases?: number; readonly seed: number },
): GeneratedSet {
  const text = generateRecords(options).map((record) => `${JSON.stringify(record)}\n`).join("");
  const benchmark = liveclin({ imageMode: "url" });
  const cases = text.trimEnd().split("\n")
    .map((line, n) => benchmark.parse(JSON.parse(line), `${NAME}.jsonl:${n + 1}`));
  return {
    text,
    cases,
    dataset: { name: NAME, revision: null, sha256: sha256Hex(text) },
    difficulties: difficulties(cases, options),
  };
}
