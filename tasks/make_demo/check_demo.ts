import { LIVECLIN_MODALITIES, LIVECLIN_STAGES } from "../../mod.ts";
import { checkDemoCase } from "./check_demo_case.ts";
import type { DemoSet } from "./demo_cases.ts";
import { demoCounts } from "./demo_counts.ts";
import { demoTable } from "./demo_table.ts";

const MAXIMUM_IMAGE_BYTES = 60_000;
const MAXIMUM_FOLDER_BYTES = 1_200_000;

/** What is wrong with the demo set, one line each; empty when it keeps every promise its README makes. */
export function checkDemo(set: DemoSet): readonly string[] {
  const { cases } = set;
  const counts = demoCounts(cases);
  const letters = [..."ABCDEFGHIJ"].map((letter) => counts.letters[letter] ?? 0);
  const ids = cases.map(({ parsed }) => parsed.id);
  const missing = (
    kind: string,
    wanted: readonly string[],
    found: Readonly<Record<string, number>>,
  ) => wanted.filter((name) => found[name] === undefined).map((name) => `no ${kind} ${name}`);
  const stages = LIVECLIN_STAGES.filter((stage) => stage !== "Other");
  return [
    ...cases.flatMap(checkDemoCase),
    ...when(new Set(ids).size < ids.length, "two cases have the same id"),
    ...when(cases.length < 16, `${cases.length} cases, expected at least 16`),
    ...when(Object.keys(counts.chapters).length < 10, "fewer than ten chapters"),
    ...missing("case of rarity", ["rare", "unrare"], counts.rarity),
    ...missing(
      "case with this number of questions:",
      ["3", "4", "5", "6"],
      counts.questionsPerCase,
    ),
    ...missing("question of stage", stages, counts.stages),
    ...when(counts.stages.Other !== undefined, "a stage text that the protocol maps to Other"),
    ...missing("image of modality", LIVECLIN_MODALITIES.image, counts.imageModalities),
    ...missing("table of modality", LIVECLIN_MODALITIES.table, counts.tableModalities),
    ...when(counts.textOnlyCases === 0, "no case without images and tables"),
    ...when(
      Math.max(...letters) > 2 * Math.min(...letters),
      `key letters are out of balance: ${letters.join(" ")}`,
    ),
    ...when(
      counts.longestKeys > 0.15 * counts.questions,
      `the key is the longest option in ${counts.longestKeys} of ${counts.questions} questions`,
    ),
    ...checkImages(set),
    ...when(
      !set.readme.includes(`- ${cases.length} cases with ${counts.questions} questions`),
      "the README's number of cases or questions is out of date",
    ),
    ...when(!set.readme.includes(demoTable(cases)), "the README's table of cases is out of date"),
  ];
}

function checkImages({ cases, images }: DemoSet): readonly string[] {
  const named = new Set(
    cases.flatMap(({ parsed }) =>
      [parsed, ...parsed.questions].flatMap((part) =>
        ("scenarioImages" in part ? part.scenarioImages : part.images).map(({ file }) => file ?? "")
      )
    ),
  );
  const bytes = [...images.values()].reduce((sum, { length }) => sum + length, 0);
  return [
    ...[...named].filter((file) => !images.has(file)).map((file) =>
      `${file} is named but not there`
    ),
    ...[...images].flatMap(([file, content]) => [
      ...when(!named.has(file), `${file} is there but no case names it`),
      ...when(content.length > MAXIMUM_IMAGE_BYTES, `${file} has ${content.length} bytes`),
      ...when(!isWhatItsNameSays(file, content), `${file} is not the kind of image its name says`),
    ]),
    ...when(bytes > MAXIMUM_FOLDER_BYTES, `the images have ${bytes} bytes together`),
  ];
}

function isWhatItsNameSays(file: string, content: Uint8Array): boolean {
  const start = [...content.subarray(0, 4)].map((byte) => byte.toString(16)).join(" ");
  return file.endsWith(".png") ? start === "89 50 4e 47" : start.startsWith("ff d8 ff");
}

function when(isWrong: boolean, problem: string): readonly string[] {
  return isWrong ? [problem] : [];
}
