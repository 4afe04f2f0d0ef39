import assert from "node:assert/strict";
import { criterionWords } from "../../lib/models/simulated/criterion_words.ts";
import { findEvidence } from "../../lib/models/simulated/find_evidence.ts";

interface MedRecord {
  readonly case_id: number | string;
  readonly post_time: string;
  readonly narrative: string;
  readonly core_request: string;
  readonly doctor_advice: string;
  readonly theme?: string | readonly string[];
  readonly language?: string;
  readonly rubric_items: readonly { readonly criterion: string; readonly points: number }[];
}

const THEMES = [
  "Emergency Referrals",
  "Context-Seeking",
  "Expertise-Tailored Communication",
  "Responding under Uncertainty",
  "Response Depth",
];
const FIELDS = [
  "case_id",
  "post_time",
  "narrative",
  "core_request",
  "doctor_advice",
  "theme",
  "language",
  "rubric_items",
];
const HAN = /[\u4E00-\u9FFF]/;

const TEXT = await Deno.readTextFile(
  new URL("../../data/demo/rounds_meddemo.json", import.meta.url),
);
const RECORDS: readonly MedRecord[] = JSON.parse(TEXT);
const CRITERIA = RECORDS.flatMap(({ rubric_items }) => rubric_items);

/** Written in Chinese, which one foreign word does not make a text. */
const isChinese = (text: string): boolean =>
  (text.match(/[\u4E00-\u9FFF]/g)?.length ?? 0) > (text.match(/[A-Za-z]/g)?.length ?? 0);

const share = <T>(list: readonly T[], holds: (one: T) => boolean): number =>
  list.filter(holds).length / list.length;

function assertDistinct(texts: readonly string[]): void {
  const seen = new Set<string>();
  for (const text of texts) {
    assert.ok(!seen.has(text), `twice: ${text}`);
    seen.add(text);
  }
}

Deno.test("rounds_meddemo holds at least 26 records of the documented fields, every text trimmed and not empty", () => {
  assert.ok(RECORDS.length >= 26, `${RECORDS.length} records`);
  for (const record of RECORDS) {
    assert.deepEqual(Object.keys(record), FIELDS.filter((field) => Object.hasOwn(record, field)));
    const { narrative, core_request, doctor_advice, rubric_items } = record;
    const texts = [narrative, core_request, doctor_advice];
    for (const text of [...texts, ...rubric_items.map(({ criterion }) => criterion)]) {
      assert.equal(typeof text, "string");
      assert.ok(text !== "" && text === text.trim() && !text.includes("\n"), text);
    }
    for (const item of rubric_items) assert.deepEqual(Object.keys(item), ["criterion", "points"]);
  }
});

Deno.test("rounds_meddemo has ids of both kinds, 0 among them, each once even when written as text", () => {
  const ids = RECORDS.map(({ case_id }) => case_id);
  assertDistinct(ids.map(String));
  assert.ok(ids.includes(0));
  assert.ok(share(ids, (id) => typeof id === "string") > 0.2);
  assert.ok(share(ids, (id) => Number.isInteger(id)) > 0.2);
});

Deno.test("rounds_meddemo is dated over at least 13 months as ISO without a zone, one or two not at all", () => {
  const dated = RECORDS.filter(({ post_time }) => post_time !== "");
  const undated = RECORDS.length - dated.length;
  assert.ok(undated >= 1 && undated <= 2, `${undated} undated`);
  for (const { post_time } of dated) {
    assert.match(post_time, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
    assert.equal(new Date(`${post_time}.000Z`).toISOString(), `${post_time}.000Z`);
  }
  const months = new Set(dated.map(({ post_time }) => post_time.slice(0, 7)));
  assert.ok(months.size >= 13, `${months.size} months`);
});

Deno.test("rounds_meddemo is about three fifths English, and one English case holds a Chinese word", () => {
  const chinese = RECORDS.filter(({ narrative }) => isChinese(narrative));
  const part = chinese.length / RECORDS.length;
  assert.ok(part > 0.35 && part < 0.45, `${part} Chinese`);
  for (const record of RECORDS) {
    const { narrative, core_request, doctor_advice, language, rubric_items } = record;
    const texts = [core_request, doctor_advice, ...rubric_items.map(({ criterion }) => criterion)];
    const expected = isChinese(narrative);
    for (const text of texts) assert.equal(isChinese(text), expected, text);
    if (language !== undefined) assert.equal(language, expected ? "zh" : "en");
  }
  const mixed = RECORDS.filter(({ narrative }) => !isChinese(narrative) && HAN.test(narrative));
  assert.equal(mixed.length, 1);
});

Deno.test("rounds_meddemo asks one question a case, at its end", () => {
  for (const { core_request } of RECORDS) {
    assert.match(core_request, /^[^?？]+[?？]$/);
  }
});

Deno.test("rounds_meddemo has 3 to 8 criteria a case, whole points from -10 to 10 without 0, a third negative", () => {
  const counts = new Set(RECORDS.map(({ rubric_items }) => rubric_items.length));
  assert.equal(Math.min(...counts), 3);
  assert.equal(Math.max(...counts), 8);
  for (const { points } of CRITERIA) {
    assert.ok(Number.isInteger(points) && points !== 0 && Math.abs(points) <= 10, `${points}`);
  }
  const negative = share(CRITERIA, ({ points }) => points < 0);
  assert.ok(negative > 0.28 && negative < 0.4, `${negative} negative`);
});

Deno.test("rounds_meddemo has both signs in every case but one, which has errors only", () => {
  const onlyNegative = RECORDS.filter(({ rubric_items }) =>
    rubric_items.every(({ points }) => points < 0)
  );
  assert.equal(onlyNegative.length, 1);
  for (const { rubric_items, case_id } of RECORDS) {
    assert.ok(rubric_items.some(({ points }) => points < 0), `${case_id}`);
  }
});

Deno.test("rounds_meddemo has themes of the published list, as texts, as lists, and on some cases none", () => {
  for (const { theme } of RECORDS) {
    const themes = theme === undefined ? [] : [theme].flat();
    assertDistinct(themes);
    for (const name of themes) assert.ok(THEMES.includes(name), name);
    if (theme !== undefined) assert.ok(themes.length > 0);
  }
  const kinds = RECORDS.map(({ theme }) => Array.isArray(theme) ? "list" : typeof theme);
  assert.deepEqual(new Set(kinds), new Set(["string", "list", "undefined"]));
  assert.deepEqual(new Set(RECORDS.flatMap(({ theme = [] }) => theme)), new Set(THEMES));
  assert.ok(RECORDS.some(({ language }) => language === undefined));
  assert.ok(RECORDS.some(({ language }) => language !== undefined));
});

Deno.test("rounds_meddemo repeats no text", () => {
  assertDistinct(RECORDS.flatMap((record) => [
    record.narrative,
    record.core_request,
    record.doctor_advice,
    ...record.rubric_items.map(({ criterion }) => criterion),
  ]));
});

Deno.test("rounds_meddemo has criteria that shared words keep apart within their case", () => {
  for (const { rubric_items } of RECORDS) {
    for (const said of rubric_items) {
      const { sentence } = criterionWords(said.criterion);
      for (const { criterion } of rubric_items) {
        const expected = criterion === said.criterion ? sentence : null;
        assert.equal(findEvidence(criterion, sentence), expected, criterion);
      }
    }
  }
});

Deno.test("rounds_meddemo gives advice that commits none of the errors its rubric lists", () => {
  for (const { doctor_advice, rubric_items } of RECORDS) {
    for (const { criterion, points } of rubric_items) {
      if (points < 0) assert.equal(findEvidence(criterion, doctor_advice), null);
    }
  }
});
