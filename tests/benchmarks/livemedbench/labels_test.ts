import assert from "node:assert/strict";
import {
  livemedbench,
  LIVEMEDBENCH_AXES,
  LIVEMEDBENCH_SPECIALTIES,
  LIVEMEDBENCH_THEMES,
  livemedbenchLabels,
  ModelError,
  openBenchmark,
  scriptedModel,
} from "../../../mod.ts";
import { casesOf, failure, record } from "./wards.ts";

const LABELS = { theme: "Context-Seeking", specialty: "Cardiology", axes: ["Safety", "Accuracy"] };
const [CASE] = casesOf([record(1, [5, -5])]);
if (CASE === undefined) throw new Error("no case");
const WARD = CASE;

Deno.test("livemedbenchLabels() takes one theme, one specialty and an axis for every criterion, or nothing", async () => {
  const { labels } = await livemedbenchLabels(WARD, scriptedModel([JSON.stringify(LABELS)]));
  assert.deepEqual(labels, LABELS);
  for (
    const wrong of [
      { ...LABELS, theme: "Cough" },
      { ...LABELS, specialty: "Magic" },
      { ...LABELS, axes: ["Safety"] },
      { ...LABELS, axes: ["Safety", "Kindness"] },
      { theme: LABELS.theme },
    ]
  ) {
    const text = JSON.stringify(wrong);
    const { labels, reason } = await livemedbenchLabels(WARD, scriptedModel([text, text, text]));
    assert.equal(labels, null);
    assert.match(reason ?? "", /asked 3 times: .*expected a theme, a specialty and an axis/);
  }
  const down = await livemedbenchLabels(WARD, scriptedModel([failure("server")]));
  assert.deepEqual(down, { labels: null, reason: "server: simulated server" });
  await assert.rejects(livemedbenchLabels(WARD, scriptedModel([failure("auth")])), ModelError);
});

Deno.test("labels fill what a record lacks, say who made them, and are part of a run's identity", () => {
  const file = { judge: "judge-1", cases: { 1: LABELS, 2: LABELS, 3: { ...LABELS, axes: [] } } };
  const benchmark = livemedbench({ labels: file });
  const bare = benchmark.parse(record(1, [5, -5]), "a.json:1");
  assert.deepEqual([bare.tags.theme, bare.tags.specialty, bare.tags.labels_by], [
    "Context-Seeking",
    "Cardiology",
    "judge-1",
  ]);
  assert.deepEqual(bare.items.map(({ tags }) => tags.axis), ["Safety", "Accuracy"]);
  const own = benchmark.parse(record(2, [5, -5], { theme: "Emergency Referrals" }), "a.json:2");
  assert.equal(own.tags.theme, "Emergency Referrals");
  const unfit = benchmark.parse(record(3, [5, -5]), "a.json:3");
  assert.deepEqual([unfit.tags.theme, unfit.tags.labels_by], [null, undefined]);
  assert.notEqual(benchmark.identity.labels_sha256, livemedbench().identity.labels_sha256);
  assert.deepEqual(openBenchmark("livemedbench", { labels: file }).identity, benchmark.identity);
  const summary = benchmark.officialSummary([
    benchmark.toOfficial({ case: bare, model: "m", trial: 1, turns: [], grades: [] }),
  ]);
  assert.match(
    benchmark.renderSummary(summary, { model: "m", dataset: "d" }),
    /By Theme \(where the data has none: by the judge judge-1\):/,
  );
});

Deno.test("the paper's five themes and five axes are the names there are", () => {
  assert.equal(Object.keys(LIVEMEDBENCH_THEMES).length, 5);
  assert.equal(Object.keys(LIVEMEDBENCH_AXES).length, 5);
  assert.equal(new Set(LIVEMEDBENCH_SPECIALTIES).size, LIVEMEDBENCH_SPECIALTIES.length);
});
