import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as resvg from "@resvg/resvg-js";
import { imageStore, isRecord, type LiveClinCase } from "../../mod.ts";
import { checkDemo } from "../../tasks/make_demo/check_demo.ts";
import { demoCases, type DemoSet } from "../../tasks/make_demo/demo_cases.ts";
import { demoCounts } from "../../tasks/make_demo/demo_counts.ts";
import { encodePng } from "../../tasks/make_demo/encode_png.ts";
import { PICTURES } from "../../tasks/make_demo/pictures.ts";
import { readDemo } from "../../tasks/make_demo/read_demo.ts";
import { renderPicture } from "../../tasks/make_demo/render_picture.ts";

const ROOT = fileURLToPath(new URL("../../data/demo/", import.meta.url));

/** The stage each question was written for, by first letter: what the protocol must read from its stage text. */
const MEANT: Readonly<Record<string, string>> = {
  "90000001": "PTCDF",
  "90000002": "PDDDTC",
  "90000003": "PDDTFF",
  "90000004": "PDTF",
  "90000005": "PDTF",
  "90000006": "DDTC",
  "90000007": "PTCC",
  "90000008": "PDCTF",
  "90000009": "PTDFC",
  "90000010": "PDF",
  "90000011": "PDDTC",
  "90000012": "PDDT",
  "90000013": "PDTDCF",
  "90000014": "PDTC",
  "90000015": "PDDTF",
  "90000016": "PTF",
  "90000017": "PDTTF",
  "90000018": "PTTCF",
  "90000019": "DTCF",
  "90000020": "PDT",
  "90000021": "PTCCF",
};

Deno.test("the embedded demo set keeps every promise its check knows", async () => {
  assert.deepEqual(checkDemo(await readDemo(ROOT)), []);
});

Deno.test("the key is each of ten letters, none more than twice as often as another", async () => {
  const { letters } = demoCounts((await readDemo(ROOT)).cases);
  assert.deepEqual(Object.keys(letters), [..."ABCDEFGHIJ"]);
  const counts = Object.values(letters);
  assert.ok(Math.max(...counts) <= 2 * Math.min(...counts), JSON.stringify(letters));
});

Deno.test("every stage text is read as the stage it was written for", async () => {
  const { cases } = await readDemo(ROOT);
  const read = cases.map(({ parsed }) => [
    parsed.id,
    parsed.items.map(({ tags }) => tags.stage?.at(0) ?? "?").join(""),
  ]);
  assert.deepEqual(Object.fromEntries(read), MEANT);
});

Deno.test("every image of the demo set can be sent", async () => {
  const { cases } = await readDemo(ROOT);
  const store = imageStore(join(ROOT, "images"));
  for (const file of cases.flatMap(({ parsed }) => filesOf(parsed))) {
    const { record } = await store.find(file);
    assert.equal(record.delivery, "sent", file);
    assert.ok(
      (record.width ?? 0) >= 400 && (record.width ?? 0) <= 700,
      `${file} is ${record.width} pixels wide`,
    );
  }
});

Deno.test("no image caption stands in a text that is sent", async () => {
  for (const { record } of (await readDemo(ROOT)).cases) {
    const captions = imagesIn(record).map(({ caption }) => String(caption));
    const texts = stringsIn(record, "caption");
    for (const caption of captions) {
      assert.ok(!texts.some((text) => text.includes(caption)), caption);
    }
  }
});

Deno.test("every picture is drawn alike each time and says that it is synthetic", () => {
  for (const [file, picture] of Object.entries(PICTURES)) {
    assert.equal(picture(), picture(), file);
    assert.match(picture(), />SYNTHETIC - rounds demo<\/text><\/svg>\n$/, file);
  }
});

Deno.test("the kept images are those the script draws", async () => {
  assert.deepEqual([...(await readDemo(ROOT)).images.keys()], Object.keys(PICTURES).toSorted());
});

Deno.test("renderPicture() refuses other kinds of image", () => {
  assert.throws(
    () => renderPicture("a.gif", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    /Cannot draw a\.gif: expected a name that ends in \.png or \.jpg/,
  );
});

Deno.test("encodePng() keeps every pixel, in color and in grey", () => {
  for (const isGrey of [true, false]) {
    const [width, height] = [23, 17];
    const data = Uint8Array.from({ length: width * height * 4 }, (_, index) => {
      const pixel = index >> 2;
      if (index % 4 === 3) return 255;
      return (pixel * pixel * 7 + (isGrey ? 0 : index % 4 * 40)) % 256;
    });
    const encoded = btoa(String.fromCharCode(...encodePng({ width, height, data })));
    const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<image width="${width}" height="${height}" href="data:image/png;base64,${encoded}"/></svg>`;
    assert.deepEqual(new Uint8Array(new resvg.Resvg(page).render().pixels), data);
  }
});

/** A change to the first record (or to the set) and the problem it must cause. */
const DAMAGES:
  readonly (readonly [name: string, damage: (text: string) => string, problem: RegExp])[] = [
    [
      "an option that repeats another",
      (text) => text.replace("Conus branch", "Septal perforator branch"),
      /question 1: two options are alike/,
    ],
    [
      "a missing option",
      (text) => text.replace(/"J": "Distal left anterior descending artery"/, '"K": "x"'),
      /options|correct_answer|option/,
    ],
    [
      "a real-looking id",
      (text) => text.replace('"90000001"', '"11577515"'),
      /11577515: pmc is 11577515, expected an invented number/,
    ],
    [
      "a real-looking doi",
      (text) => text.replace('"10.0000/rounds', '"10.1000/rounds'),
      /doi is 10\.1000/,
    ],
    [
      "a duplicate id",
      (text) => text.replace('"90000002"', '"90000001"'),
      /two cases have the same id/,
    ],
    [
      "a title that does not own up",
      (text) => text.replace("Synthetic demonstration", "Interesting"),
      /title does not say/,
    ],
    [
      "a category outside its group",
      (text) => text.replace('"ICD-10": "I21', '"ICD-10": "K21'),
      /"K21.*" is outside/,
    ],
    [
      "a stage text of no stage",
      (text) => text.replace('"Initial Assessment"', '"Thoughts"'),
      /maps to Other/,
    ],
    [
      "a figure nobody mentions",
      (text) =>
        text.replace("is shown in Figure 1.", "is shown.").replace(
          "tracing in Figure 1",
          "tracing",
        ),
      /does not name Figure 1/,
    ],
    [
      "an image elsewhere",
      (text) => text.replace("example.invalid/rounds_demo/angio", "example.org/angio"),
      /is not https:\/\/example\.invalid/,
    ],
    [
      "an image that is not there",
      (text) => text.replaceAll("audiogram.png", "audiogram_2.png"),
      /audiogram_2\.png is named but not there/,
    ],
    [
      "an image nobody names",
      (text) => text.replaceAll("audiogram.png", "eeg_left_temporal.png"),
      /audiogram\.png is there but no case names it/,
    ],
    [
      "keys all alike",
      (text) => text.replaceAll(/"correct_answer": "."/g, '"correct_answer": "B"'),
      /out of balance/,
    ],
    [
      "a changed title",
      (text) => text.replace("Too many tablets", "Many tablets"),
      /README's table of cases is out of date/,
    ],
  ];

for (const [name, damage, problem] of DAMAGES) {
  Deno.test(`checkDemo() finds ${name}`, async () => {
    const set = await readDemo(ROOT);
    const text = await Deno.readTextFile(join(ROOT, "rounds_demo.jsonl"));
    const damaged = damage(text);
    assert.notEqual(damaged, text);
    assert.match(problemsOf(set, damaged), problem);
  });
}

Deno.test("checkDemo() finds an image that is too large, and one of another kind", async () => {
  const set = await readDemo(ROOT);
  const large = new Uint8Array(60_001);
  large.set(set.images.get("audiogram.png") ?? []);
  const jpeg = set.images.get("fundus_right_eye.jpg") ?? large;
  const problems = checkDemo({
    ...set,
    images: new Map([...set.images, ["audiogram.png", large], ["ercp_bile_duct.png", jpeg]]),
  });
  assert.deepEqual(problems, [
    "audiogram.png has 60001 bytes",
    "ercp_bile_duct.png is not the kind of image its name says",
  ]);
});

/** All problems as one text; what the parser refuses is a problem too. */
function problemsOf(set: DemoSet, records: string): string {
  try {
    return checkDemo({ ...set, cases: demoCases(records) }).join("\n");
  } catch (error) {
    return String(error);
  }
}

function filesOf(parsed: LiveClinCase): readonly string[] {
  return [...parsed.scenarioImages, ...parsed.questions.flatMap(({ images }) => images)].map((
    { file },
  ) => file ?? "");
}

/** Every object below a value that has a `file`. */
function imagesIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isRecord(value)) return [];
  return typeof value.file === "string" ? [value] : Object.values(value).flatMap(imagesIn);
}

/** Every text below a value, except those under one key. */
function stringsIn(value: unknown, exceptKey: string): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((part) => stringsIn(part, exceptKey));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === exceptKey ? [] : stringsIn(part, exceptKey)
  );
}
