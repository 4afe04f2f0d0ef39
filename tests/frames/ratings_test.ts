import assert from "node:assert/strict";
import { frameSchema, parseRatings, ratingsFrame, ratingSheet } from "../../mod.ts";
import { judgedRuns } from "../tables/judged_runs.ts";

const HEADER = "case_id,criterion,model,rater,met";

Deno.test("parseRatings() reads what spreadsheets write: semicolons, tabs, a byte order mark, quotes, CRLF, blank lines", () => {
  const wanted = [{ case_id: "1", criterion: 'says "a, b"; c', met: true }, {
    case_id: "2",
    criterion: "two\nlines",
    met: null,
  }];
  for (const sign of [",", ";", "\t"]) {
    const lines = [
      HEADER,
      `1,"says ""a, b""; c",m,dr-a,YES`,
      `2,"two\nlines",m,dr-a,`,
      ",,,,",
      "",
    ];
    const text = "\uFEFF" + lines.join("\r\n")
      .replaceAll(/,(?! b)/g, sign);
    const ratings = parseRatings(text);
    assert.deepEqual(
      ratings.map(({ case_id, criterion, met }) => ({ case_id, criterion, met })),
      wanted,
    );
    assert.deepEqual(ratings.map(({ line }) => line), [2, 3]);
  }
});

Deno.test("parseRatings() takes yes and no in the usual words, numbers with a decimal comma, and leaves blanks null", () => {
  const cells = ["1", "TRUE", "Met", "y", "0", "no", "Not met", "N", ""];
  const text = `case_id,rater,met\n${cells.map((cell, k) => `${k},a,${cell}`).join("\n")}`;
  assert.deepEqual(
    parseRatings(text).map(({ met }) => met),
    [true, true, true, true, false, false, false, false, null],
  );
  const [half, none] = parseRatings("case_id;rater;score\n1;a;0,5\n2;a;\n");
  assert.deepEqual([half?.score, none?.score, half?.trial, half?.model], [0.5, null, 1, null]);
});

Deno.test("parseRatings() tells all faults at once, each with file, line and field", () => {
  const text =
    `case_id,item,rater,trial,met\n1,q1,a,1,maybe\n,q1,a,1,yes\n1,q2,,0,yes\n1,q3,a,1,no\n1,q3,a,1,yes\n`;
  assert.throws(() => parseRatings(text, { where: "sheet.csv" }), (error: unknown) => {
    assert.ok(error instanceof SyntaxError);
    assert.equal(
      error.message,
      'Cannot read sheet.csv:2: "met" is "maybe", expected yes, no or nothing\n' +
        'sheet.csv:3: "case_id" is empty, expected text\n' +
        'sheet.csv:4: "trial" is "0", expected a whole number from 1\n' +
        'sheet.csv:4: "rater" is empty, expected text\n' +
        "sheet.csv:6: a rates case 1, q3, a second time, expected once (first at line 5)",
    );
    return true;
  });
});

Deno.test("parseRatings() refuses a file without its columns, a torn line, an open quote, a column twice", () => {
  assert.throws(() => parseRatings("case,met\n"), /no column case_id, rater; it has case, met/);
  assert.throws(() => parseRatings("case_id,rater\n1,a"), /no column met \(or score, or label\)/);
  assert.throws(() => parseRatings(""), /no column case_id, rater, met .*it has none/);
  assert.throws(() => parseRatings("case_id,rater,met\n1,a\n"), /:2: it has 2 cells, expected 3/);
  assert.throws(() => parseRatings('case_id,rater,met\n1,"a,1\n'), /:2: a quotation mark/);
  assert.throws(() => parseRatings("met,case_id,rater,met\n"), /column "met" is there twice/);
});

Deno.test("ratingsFrame() is declared, takes rows too, and refuses a value of the wrong kind", () => {
  const names = frameSchema("ratings").map(({ name }) => name);
  assert.deepEqual(ratingsFrame([]).columns, names);
  const frame = ratingsFrame([{ case_id: "1", rater: "a", met: true }]);
  assert.deepEqual(frame.columns, names);
  assert.deepEqual(frame.toRecords()[0]?.["trial"], 1);
  assert.throws(
    () => ratingsFrame([{ case_id: "1", rater: "a", score: Infinity }]),
    /row 1 \(a, case 1\), column "score" is Infinity, expected a finite number or null/,
  );
});

Deno.test("ratingSheet() is blind, complete for every rater, the same for the same seed, and read back as written", () => {
  const runs = judgedRuns({ criterion: (text) => `=1+1 "${text}"\nfor; sure` });
  const sheet = ratingSheet(runs, { raters: ["dr-a", "dr-b"], seed: 3 });
  assert.equal(ratingSheet(runs.toReversed(), { raters: ["dr-a", "dr-b"], seed: 3 }), sheet);
  assert.notEqual(ratingSheet(runs, { raters: ["dr-a", "dr-b"], seed: 4 }), sheet);
  assert.ok(runs.every(({ model }) => !sheet.includes(model)));
  assert.doesNotMatch(sheet, /(^|[,\n])"?=/);
  const ratings = parseRatings(sheet.replaceAll(/,,\n/g, ",yes,\n"));
  const criteria = runs.flatMap(({ results }) => results.flatMap(({ case: c }) => c.items));
  assert.equal(ratings.length, 2 * criteria.length);
  assert.ok(ratings.every(({ met }) => met === true));
  assert.deepEqual(
    new Set(ratings.map(({ criterion }) => criterion)),
    new Set(criteria.map(({ tags }) => tags["criterion"])),
  );
});

Deno.test("ratingSheet() draws whole answers, names models when asked, and refuses nobody", () => {
  const runs = judgedRuns({});
  const sheet = ratingSheet(runs, { raters: ["dr-a"], answers: 2, showModels: true });
  const ratings = parseRatings(sheet);
  assert.equal(new Set(ratings.map(({ run_id, case_id }) => `${run_id} ${case_id}`)).size, 2);
  assert.ok(ratings.every(({ model }) => runs.some((run) => run.model === model)));
  assert.throws(() => ratingSheet(runs, { raters: [] }), /raters are \[\], expected names/);
  assert.throws(() => ratingSheet(runs, { raters: ["a", "a"] }), /each once/);
  assert.throws(() => ratingSheet(runs, { raters: ["a"], answers: 0 }), /answers is 0/);
});
