import type { DemoCase } from "./demo_cases.ts";
import type { LiveClinImage, LiveClinQuestion, LiveClinTable } from "../../mod.ts";

const LETTERS = "ABCDEFGHIJ";
const URL_FOLDER = "https://example.invalid/rounds_demo/";

/** What is wrong with one case of the demo set, one line each. */
export function checkDemoCase({ record, parsed }: DemoCase): readonly string[] {
  const text = (field: string): string => String(record[field] ?? "");
  const problems = [
    /^9\d{7}$/.test(text("pmc")) ? "" : `pmc is ${text("pmc")}, expected an invented number 9…`,
    text("doi").startsWith("10.0000/rounds.demo.")
      ? ""
      : `doi is ${text("doi")}, expected an invented one`,
    text("title").startsWith("Synthetic ")
      ? ""
      : "the title does not say that the case is synthetic",
    /^Chapter \d+: \S/.test(text("Level1")) ? "" : `Level1 is "${text("Level1")}"`,
    /^(un)?rare$/.test(text("Rarity")) ? "" : `Rarity is "${text("Rarity")}"`,
    isInGroup(text("ICD-10"), text("Level2"))
      ? ""
      : `"${text("ICD-10")}" is outside "${text("Level2")}"`,
    text("Level2_Detail").split("; ").includes(text("ICD-10"))
      ? ""
      : "Level2_Detail lacks the ICD-10 category",
    parsed.questions.length >= 3 && parsed.questions.length <= 6
      ? ""
      : `${parsed.questions.length} questions, expected 3 to 6`,
    ...checkAttachments(
      parsed.scenarioImages,
      parsed.scenarioTables,
      `${parsed.scenario} ${parsed.questions[0]?.question}`,
    ),
    ...parsed.questions.flatMap((question, index) =>
      checkQuestion(question).map((problem) =>
        problem === "" ? "" : `question ${index + 1}: ${problem}`
      )
    ),
  ];
  return problems.filter((problem) => problem !== "").map((problem) => `${parsed.id}: ${problem}`);
}

/** Whether a category such as `C43 …` lies in a group such as `… (C43-C44)`. */
function isInGroup(category: string, group: string): boolean {
  const code = category.slice(0, 3);
  const [, first = "", last = ""] = /\(([A-Z]\d\d)-([A-Z]\d\d)\)$/.exec(group) ?? [];
  return /^[A-Z]\d\d$/.test(code) && first !== "" && first <= code && code <= last;
}

function checkQuestion(question: LiveClinQuestion): readonly string[] {
  const letters = Object.keys(question.options).join("");
  const texts = new Set(Object.values(question.options).map((text) => text.toLowerCase()));
  return [
    letters === LETTERS ? "" : `options are ${letters}, expected ${LETTERS}`,
    texts.size === Object.keys(question.options).length ? "" : "two options are alike",
    question.correctAnswer in question.options
      ? ""
      : `the key ${question.correctAnswer} is no option`,
    ...checkAttachments(question.images, question.tables, question.question),
  ];
}

/** Every attachment is named where it is shown, and images lie where they should. */
function checkAttachments(
  images: readonly LiveClinImage[],
  tables: readonly LiveClinTable[],
  text: string,
): readonly string[] {
  const named = (prefix: string | null): boolean =>
    prefix !== null && new RegExp(`\\b${prefix}\\b`).test(text);
  return [
    ...images.flatMap(({ captionPrefix, file, url }) => [
      named(captionPrefix) ? "" : `the text does not name ${captionPrefix}`,
      /^[a-z0-9_]+\.(png|jpg)$/.test(file ?? "") ? "" : `${file} is no plain image name`,
      url === URL_FOLDER + file ? "" : `${url} is not ${URL_FOLDER}${file}`,
    ]),
    ...tables.map(({ text: content }) => {
      const prefix = /^Table \d+/.exec(content ?? "")?.[0] ?? null;
      return named(prefix) ? "" : `the text does not name ${prefix ?? "its table"}`;
    }),
  ];
}
