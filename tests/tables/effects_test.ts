import assert from "node:assert/strict";
import * as Polars from "nodejs-polars";
import type { Frame } from "../../lib/frames/frame.ts";
import { logit } from "../../lib/stats/regression/logit.ts";
import { standardiseLogit } from "../../lib/stats/regression/standardise_logit.ts";
import { adjustedEffects } from "../../lib/tables/adjusted_effects.ts";
import { modalityEffects } from "../../lib/tables/modality_effects.ts";
import { modalityIntersections } from "../../lib/tables/modality_intersections.ts";

interface Question {
  readonly score: number | null;
  readonly stage: string | null;
  readonly labels: readonly string[];
}

/** 120 questions in 40 cases: follow-ups are easier, CT is harder and found in follow-ups more often. */
const QUESTIONS: readonly Question[] = Array.from({ length: 120 }, (_, k) => {
  const stage = k % 3 === 2 ? "Follow-up" : "Diagnosis";
  const hasCt = stage === "Follow-up" ? k % 2 === 0 : k % 5 === 0;
  const score = (k * 37) % 100 < 60 + (stage === "Follow-up" ? 25 : 0) - (hasCt ? 25 : 0) ? 1 : 0;
  return { score, stage, labels: [...(hasCt ? ["CT"] : []), ...(k % 7 === 0 ? ["MRI"] : [])] };
});

function row({ score, stage }: Question, k: number): object {
  return {
    run_id: "r",
    model: "m",
    dataset: "d",
    condition: "full",
    simulated: true,
    case_id: `c${Math.floor(k / 3)}`,
    trial: 1,
    item: `q${k % 3}`,
    position: k % 3 + 1,
    outcome: score === null ? "failed" : "graded",
    score,
    stage,
  };
}

function questionFrame(questions: readonly Question[]): Frame {
  return Polars.readRecords(questions.map(row), { inferSchemaLength: 1000 });
}

function labelFrame(questions: readonly Question[]): Frame {
  return Polars.readRecords(
    questions.flatMap((question, k) =>
      (question.labels.length === 0 ? [null] : question.labels)
        .map((label) => ({ ...row(question, k), kind: "image", label, n_instances: 1 }))
    ),
    { inferSchemaLength: 1000 },
  );
}

Deno.test("adjustedEffects() is the standardised contrast of the logistic regression", () => {
  const rows = adjustedEffects(questionFrame(QUESTIONS), {
    factors: ["stage"],
    adjust: ["position"],
  });
  const columns = {
    y: QUESTIONS.map(({ score }) => score),
    x: { late: QUESTIONS.map(({ stage }) => stage === "Follow-up" ? 1 : 0) },
    cluster: QUESTIONS.map((_, k) => `c${Math.floor(k / 3)}`),
  };
  // The third question of each case is its follow-up: position says no more than stage does.
  assert.match(rows.at(-1)?.warnings ?? "", /collinear/);
  assert.equal(rows.at(-1)?.value, null);
  const alone = adjustedEffects(questionFrame(QUESTIONS), { factors: ["stage"] });
  const expected = standardiseLogit(logit(columns), { ...columns, term: "late" });
  const [reference, late] = alone;
  assert.deepEqual([reference?.group, reference?.value, reference?.lo], ["Diagnosis", 0, null]);
  for (const name of ["value", "lo", "hi", "se"] as const) {
    assert.ok(Math.abs((late?.[name] ?? 9) - (expected[name] ?? 0)) < 1e-12, name);
  }
  assert.ok(Math.abs((late?.adjusted_accuracy ?? 9) - (expected.p1 ?? 0)) < 1e-12);
  assert.ok(Math.abs((late?.raw ?? 9) - (expected.value ?? 0)) < 1e-12);
});

Deno.test("adjustedEffects() takes the reference asked for, and refuses one that is no level", () => {
  const frame = questionFrame(QUESTIONS);
  const [first, second] = adjustedEffects(frame, {
    factors: ["stage"],
    references: { stage: "Follow-up" },
  });
  assert.deepEqual([first?.group, second?.group, second?.reference], [
    "Follow-up",
    "Diagnosis",
    "Follow-up",
  ]);
  assert.throws(() => adjustedEffects(frame, { factors: ["stage"], references: { stage: "X" } }), {
    name: "RangeError",
    message: 'The reference of stage is "X", expected one of Diagnosis, Follow-up',
  });
  assert.throws(() => adjustedEffects(frame, { factors: [] }), { message: /factors is empty/ });
  assert.throws(() => adjustedEffects(frame, { factors: ["colour"] }), { message: /"colour"/ });
  assert.throws(() => adjustedEffects(frame, { factors: ["stage"], level: 95 }), {
    message: /level is 95/,
  });
});

Deno.test("adjustedEffects() leaves out questions without an outcome or a factor, and counts them", () => {
  const some = QUESTIONS.map((question, k) =>
    k < 4 ? { ...question, score: null } : k < 9 ? { ...question, stage: null } : question
  );
  const [first] = adjustedEffects(questionFrame(some), { factors: ["stage"] });
  assert.equal(first?.n_excluded, 9);
});

Deno.test("modalityEffects() adjusts each label for the others, and for stage", () => {
  const rows = modalityEffects(labelFrame(QUESTIONS), { adjust: ["stage"] });
  assert.deepEqual(rows.map(({ group, reference, n }) => [group, reference, n]), [
    ["CT", "without CT", QUESTIONS.filter(({ labels }) => labels.includes("CT")).length],
    ["MRI", "without MRI", QUESTIONS.filter(({ labels }) => labels.includes("MRI")).length],
  ]);
  const [ct] = rows;
  const mean = (some: readonly Question[]) =>
    some.reduce((sum, { score }) => sum + (score ?? 0), 0) / some.length;
  const raw = mean(QUESTIONS.filter(({ labels }) => labels.includes("CT"))) -
    mean(QUESTIONS.filter(({ labels }) => !labels.includes("CT")));
  assert.ok(Math.abs((ct?.raw ?? 9) - raw) < 1e-12);
  // CT is commoner in the easier stage, so that adjusting makes its effect larger.
  assert.ok((ct?.value ?? 0) < raw);
  assert.equal(ct?.adjusted_for, "other modality labels, stage");
  assert.equal(ct?.method, "logit/standardised");
});

Deno.test("modalityEffects() has no adjusted difference for a label that is always right, and says why", () => {
  const some = QUESTIONS.map((question) =>
    question.labels.includes("MRI") ? { ...question, score: 1 } : question
  );
  const rows = modalityEffects(labelFrame(some), { kind: "image", adjust: [] });
  const mri = rows.find(({ group }) => group === "MRI");
  assert.deepEqual([mri?.value, mri?.accuracy], [null, 1]);
  assert.match(mri?.warnings ?? "", /all right: no adjusted difference/);
  assert.ok((mri?.raw ?? 0) > 0);
  assert.ok(rows.some(({ value }) => value !== null));
});

Deno.test("modalityEffects() gives Firth's estimate without limits where a combination separates", () => {
  const few = Array.from({ length: 24 }, (_, k): Question => ({
    score: k % 2 === 0 && k % 4 === 0 ? 1 : k % 2 === 1 ? 1 : 0,
    stage: k % 4 < 2 ? "A" : "B",
    labels: k % 2 === 0 ? ["CT"] : [],
  }));
  const [ct] = modalityEffects(labelFrame(few), { adjust: ["stage"] });
  assert.equal(ct?.method, "logit/firth-standardised");
  assert.ok((ct?.value ?? 0) < 0);
  assert.deepEqual([ct?.lo, ct?.p], [null, null]);
  assert.match(ct?.warnings ?? "", /separation/);
});

Deno.test("modalityEffects() has nulls where no outcome is known, and refuses a kind that is not there", () => {
  const none = QUESTIONS.map((question) => ({ ...question, score: null }));
  const rows = modalityEffects(labelFrame(none), { adjust: ["stage"] });
  assert.ok(
    rows.every(({ value, raw, accuracy }) => value === null && raw === null && accuracy === null),
  );
  assert.throws(() => modalityEffects(labelFrame(QUESTIONS), { kind: "sound" }), {
    name: "RangeError",
    message: 'kind is "sound", but the labels of this frame are of image',
  });
  assert.throws(() => modalityEffects(labelFrame(QUESTIONS), { level: 2 }), {
    message: /level is 2/,
  });
});

Deno.test("modalityIntersections() splits the questions of a run into sets that add up", () => {
  const rows = modalityIntersections(labelFrame(QUESTIONS), { kind: "image" });
  assert.equal(rows.reduce((sum, { planned }) => sum + planned, 0), QUESTIONS.length);
  const both = rows.find(({ group }) => group === "CT + MRI");
  const own = QUESTIONS.filter(({ labels }) => labels.length === 2);
  assert.deepEqual([both?.labels, both?.planned, both?.questions], [
    ["CT", "MRI"],
    own.length,
    own.length,
  ]);
  assert.equal(both?.value, own.filter(({ score }) => score === 1).length / own.length);
  assert.equal(rows[0]?.group, "no image");
});

Deno.test("modalityIntersections() leaves unknown outcomes out of the accuracy, not out of the set", () => {
  const rows = modalityIntersections(
    labelFrame(QUESTIONS.slice(0, 6).map((question) => ({ ...question, score: null }))),
  );
  assert.deepEqual([rows[0]?.n, rows[0]?.value], [0, null]);
  assert.ok((rows[0]?.planned ?? 0) > 0);
  assert.throws(() => modalityIntersections(labelFrame(QUESTIONS), { level: 0 }), {
    message: /level is 0/,
  });
  assert.throws(() => modalityIntersections(questionFrame(QUESTIONS)), {
    message: /no column "kind", "label"/,
  });
});

Deno.test("a raw difference has no interval where one side is all alike: MRI always right", () => {
  const sure = QUESTIONS.map((one) => one.labels.includes("MRI") ? { ...one, score: 1 } : one);
  const rows: readonly object[] = modalityEffects(labelFrame(sure));
  const ofLabel = (label: string): Record<string, unknown> => ({
    ...rows.find((one) => Object.values(one).includes(label)),
  });
  const [mri, ct] = [ofLabel("MRI"), ofLabel("CT")];
  assert.ok(Number(mri["raw"]) > 0);
  assert.deepEqual([mri["raw_lo"], mri["raw_hi"]], [null, null]);
  assert.ok(Number(ct["raw_lo"]) < Number(ct["raw"]) && Number(ct["raw"]) < Number(ct["raw_hi"]));
});
