import { isRecord, liveclin, type LiveClinCase } from "../../mod.ts";

/** A case as its line gives it and as the benchmark reads it. */
export interface DemoCase {
  /** The line's object. */
  readonly record: Readonly<Record<string, unknown>>;
  /** The same, parsed. */
  readonly parsed: LiveClinCase;
}

/** The whole demo set: what its files hold. */
export interface DemoSet {
  /** In the order of the file. */
  readonly cases: readonly DemoCase[];
  /** Image file name to its bytes. */
  readonly images: ReadonlyMap<string, Uint8Array>;
  /** Text of the README that stands beside the records. */
  readonly readme: string;
}

/** Parses the records of the demo set; throws `CaseError` or `SyntaxError` at the first line that is none. */
export function demoCases(text: string): readonly DemoCase[] {
  const { parse } = liveclin({ imageMode: "url" });
  return text.split("\n").filter((line) => line !== "").map((line, index) => {
    const where = `rounds_demo.jsonl:${index + 1}`;
    const record: unknown = JSON.parse(line);
    const parsed = parse(record, where);
    if (!isRecord(record)) {
      throw new SyntaxError(`Cannot parse case at ${where}: expected an object`);
    }
    return { record, parsed };
  });
}
