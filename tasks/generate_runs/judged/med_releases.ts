import {
  LABEL_PROMPT_SHA256,
  livemedbench,
  type LiveMedBenchCase,
  sha256Hex,
} from "../../../mod.ts";
import { generateMedRecords, type MedRecord } from "./generate_med_records.ts";
import { keyedRandom } from "./keyed_random.ts";

/** A release of the generated set, with labels and parsed. */
export interface MedRelease {
  /** Its month, e.g. `v202601`. */
  readonly version: string;
  /** Name of the set. */
  readonly name: string;
  /** The data file's text: one JSON list. */
  readonly text: string;
  /** The labels file's content, as `deno task label` writes it. */
  readonly labels: Readonly<Record<string, unknown>>;
  readonly sha256: string;
  /** By case id. */
  readonly records: ReadonlyMap<string, MedRecord>;
  /** With their labels, in order of the file. */
  readonly cases: readonly LiveMedBenchCase[];
}

/** Of a release's cases, these shares are revised and withdrawn in the next. */
const CHANGED = { revised: 0.08, withdrawn: 0.005 };
/** Who the labels say made them. */
export const LABELLING_JUDGE = "sim-judge-north";

/**
 * Two releases: the full set, and a later one with three more months in which some cases are revised (points, wording or
 * narrative) and a few are gone.
 */
export function medReleases(
  { cases, seed }: { readonly cases: number; readonly seed: number },
): readonly [MedRelease, MedRelease] {
  const all = generateMedRecords({ cases, later: Math.ceil(cases * 0.11), seed });
  const older = all.slice(0, cases);
  const newer = all.flatMap((record, n) => {
    if (n >= cases) return [record];
    const random = keyedRandom(seed, "release", String(record.caseId));
    if (random.uniform() < CHANGED.withdrawn) return [];
    return [random.uniform() < CHANGED.revised ? revised(record, random.below(3)) : record];
  });
  return [release("v202601", older), release("v202604", newer)];
}

function revised(record: MedRecord, kind: number): MedRecord {
  const isChinese = record.language === "zh";
  const again = isChinese ? "补充：情况没有变化。" : " To add: nothing has changed since.";
  const closer = isChinese ? "（一句话）" : ", in one sentence";
  if (kind === 0) return { ...record, narrative: record.narrative + again };
  return {
    ...record,
    criteria: record.criteria.map((criterion, place) => {
      if (place !== 0) return criterion;
      if (kind === 1) return { ...criterion, criterion: criterion.criterion + closer };
      const { points } = criterion;
      return { ...criterion, points: Math.sign(points) * (1 + (Math.abs(points) + 3) % 10) };
    }),
  };
}

function release(version: string, records: readonly MedRecord[]): MedRelease {
  const name = `rounds_generated_med_${version}`;
  const list = records.map((record) => ({
    case_id: record.caseId,
    post_time: record.postTime,
    narrative: record.narrative,
    core_request: record.coreRequest,
    doctor_advice: record.doctorAdvice,
    rubric_items: record.criteria.map(({ criterion, points }) => ({ criterion, points })),
  }));
  const text = `[\n${list.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`;
  const sha256 = sha256Hex(text);
  const labels = {
    schema: "rounds.labels/1",
    made_by: "Rounds, generated; no part of a dataset",
    judge: LABELLING_JUDGE,
    prompt_sha256: LABEL_PROMPT_SHA256,
    data_sha256: sha256,
    cases: Object.fromEntries(
      records.map(({ caseId, theme, specialty, criteria }) => [
        String(caseId),
        { theme, specialty, axes: criteria.map(({ axis }) => axis) },
      ]),
    ),
  };
  const benchmark = livemedbench({ labels });
  return {
    ...{ version, name, text, labels, sha256 },
    records: new Map(records.map((record) => [String(record.caseId), record])),
    cases: list.map((entry, n) => benchmark.parse(entry, `${name}.json:${n + 1}`)),
  };
}
