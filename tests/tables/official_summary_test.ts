import assert from "node:assert/strict";
import {
  benchmarks,
  casesFrame,
  labelsFrame,
  liveclinModalities,
  liveclinOfficialSummary,
  parseResults,
  questionsFrame,
  readResults,
  type Run,
} from "../../mod.ts";
import { pythonRound } from "../../lib/parse/python_round.ts";

type Row = Readonly<Record<string, unknown>>;

const rounded = (part: number, whole: number): number =>
  whole === 0 ? 0 : pythonRound(part / whole, 4);
const sumOf = (rows: readonly Row[], name: string): number =>
  rows.reduce((sum, row) => sum + Number(row[name]), 0);

/** A group of cases as the summary counts it, from rows of `casesFrame`. */
function caseBlock(rows: readonly Row[]): Row {
  const right = rows.filter((row) => row["official_correct"] === true);
  const [mcqs, correct] = [sumOf(rows, "questions"), sumOf(rows, "official_right")];
  return {
    cases: rows.length,
    correct_cases: right.length,
    case_accuracy: rounded(right.length, rows.length),
    mcqs,
    correct_mcqs: correct,
    question_accuracy: rounded(correct, mcqs),
  };
}

/** A group of questions, or of attachments, each row as often as `count` says. */
function questionBlock(rows: readonly Row[], count: (row: Row) => number = () => 1): Row {
  const of = (some: readonly Row[]): number => some.reduce((sum, row) => sum + count(row), 0);
  const [mcqs, correct] = [of(rows), of(rows.filter((row) => row["official_correct"] === true))];
  return { mcqs, correct_mcqs: correct, question_accuracy: rounded(correct, mcqs) };
}

function groups(
  rows: readonly Row[],
  { by, block }: {
    readonly by: (row: Row) => string;
    readonly block: (rows: readonly Row[]) => Row;
  },
): Row {
  return Object.fromEntries(
    [...Map.groupBy(rows, by)].map(([name, own]) => [name, block(own)]),
  );
}

/** The reference evaluator's summary, made of nothing but the frames of its file. */
function summaryOfFrames(run: Run): Row {
  const cases = casesFrame([run]).toRecords();
  const questions = questionsFrame([run]).toRecords();
  const official = (name: string) => (row: Row): string =>
    String(row[`official_${name}`] ?? row[name]);
  const modalities = (kind: "image" | "table"): Row => {
    const rows = labelsFrame([run], {
      labels: {
        [kind]: ({ labels }) =>
          (labels[kind] ?? []).flatMap((type) => liveclinModalities(type, kind)),
      },
    }).toRecords().filter((row) =>
      row["label"] !== null && !String(row["official_error"]).startsWith("Skipped:")
    );
    return groups(rows, {
      by: (row) => String(row["label"]),
      block: (own) => questionBlock(own, (row) => Number(row["n_instances"])),
    });
  };
  return {
    ...(({ cases: total_cases, mcqs: total_mcqs, ...rest }) => ({
      total_cases,
      total_mcqs,
      ...rest,
    }))(
      caseBlock(cases),
    ),
    by_rarity: groups(cases, { by: official("rarity"), block: caseBlock }),
    by_chapter: groups(cases, { by: official("level1"), block: caseBlock }),
    by_subcategory: groups(cases, {
      by: official("level1"),
      block: (own) => groups(own, { by: official("level2"), block: caseBlock }),
    }),
    by_stage: groups(questions, { by: (row) => String(row["stage"]), block: questionBlock }),
    by_position: groups(questions, {
      by: (row) => `Q${row["position"]}`,
      block: (own) => {
        const errors = own.filter((row) => row["official_error"] !== null).length;
        return { ...questionBlock(own), errors, error_rate: rounded(errors, own.length) };
      },
    }),
    by_image_modality: modalities("image"),
    by_table_modality: modalities("table"),
  };
}

/** Every number of a summary, whatever the order of its groups. */
function assertSame(run: Run, summary: Row, what: string): void {
  assert.deepEqual(summaryOfFrames(run), summary, what);
}

for (const name of ["sim-strong", "sim-weak", "sim-blind"]) {
  Deno.test(`the official summary of ${name} follows exactly from the frames, with every group`, async () => {
    const file = `data/demo/results/${name}_rounds_demo.json`;
    const { summary } = JSON.parse(await Deno.readTextFile(file));
    assertSame(await readResults(file, { benchmarks }), summary, file);
  });
}

/** Lehmer's generator. */
function picker(seed: number): <T>(list: readonly T[]) => T {
  let state = seed * 48271 % 2147483647;
  return (list) => {
    state = state * 48271 % 2147483647;
    const place = state % list.length;
    for (const one of list.slice(place, place + 1)) return one;
    return assert.fail("nothing to pick from");
  };
}

const LETTERS = [..."ABCDEFGHIJ"];
const STAGES = ["Follow-up", "Diagnosis", "", " ", "Weird", "Acute kidney injury", "诊断"];
const IMAGES = [
  ...[[], ["CT"], ["CT", "CT"], ["Computed Tomography; ECG", "ct"], ["Cytology"]],
  ...[["PET", "Doppler", "PET-CT"], ["X-ray", "", "Histopathology X-ray"]],
];
const TABLES = [[], ["Laboratory"], ["Age table", "Lab", "Lab"], ["Risk Score; Outcome"]];

/** A case as the reference evaluator may write it, odd as such files come. */
function oddCase(pick: ReturnType<typeof picker>, place: number): Row {
  let failed = false;
  const mcqs = Array.from({ length: pick([0, 1, 2, 3, 4, 5, 6, 7]) }, (_, index) => {
    const correct_answer = pick([...LETTERS, "k", ""]);
    const asked = { stage: pick(STAGES), mcq_index: index, correct_answer };
    const none = { extracted_answer: null, is_correct: false, model_response: null };
    if (failed) {
      const error = "Skipped: prior question failed";
      return { ...asked, ...none, error, image_types: [], table_types: [] };
    }
    const types = { image_types: pick(IMAGES), table_types: pick(TABLES) };
    failed = pick([false, false, false, false, false, true]);
    if (failed) return { ...asked, ...none, ...types, error: pick(["boom", "429", "timed out"]) };
    const answer = pick([correct_answer, correct_answer, pick(LETTERS), null]);
    return {
      ...asked,
      extracted_answer: answer,
      is_correct: answer !== null && answer === correct_answer,
      model_response: pick([`so \\boxed{${answer}}`, "I cannot say.", ""]),
      error: pick([null, null, ""]),
      ...types,
    };
  });
  const absent = Symbol("absent");
  const fields = {
    rarity: pick(["rare", "Rare", "unrare", "unknown", "", " ", null, 1, 2, absent]),
    level1: pick(["Chapter 2", "Unknown", "null", "Ch é", "", null, 7, absent]),
    level2: pick(["s1", "s2", "Unknown", "", null, absent]),
  };
  return {
    case_id: `c${place}`,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== absent)),
    total_mcqs: mcqs.length,
    correct_mcqs: mcqs.filter(({ is_correct }) => is_correct).length,
    mcqs,
  };
}

Deno.test("the official summaries of 80 odd files follow exactly from their frames, with every group", () => {
  for (let seed = 1; seed <= 80; seed++) {
    const pick = picker(seed);
    const cases = Array.from({ length: pick([1, 2, 5, 9]) }, (_, k) => oddCase(pick, k));
    const summary = liveclinOfficialSummary(cases);
    const text = JSON.stringify({
      meta: { model: "m", dataset: "d", liveclin_version: "1" },
      summary,
      cases,
    });
    const run = parseResults(text, { benchmarks, where: `odd-${seed}.json` });
    assert.deepEqual(run.official, summary);
    assertSame(run, summary, `seed ${seed}`);
  }
});
