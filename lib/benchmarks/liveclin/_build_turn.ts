import type { ImageRecord, Part } from "../../types.ts";
import type {
  LiveClinCase,
  LiveClinOptions,
  LiveClinQuestion,
  LiveClinTable,
} from "./liveclin_types.ts";
import { planImages, type PlannedImage } from "./_plan_images.ts";
import { PROMPT_TEXTS } from "./_prompt_texts.ts";

/** The user's side of one turn. */
export interface BuiltTurn {
  /** One text, then the images that are sent. */
  readonly content: readonly Part[];
  /** Every image the turn should carry, delivered or not. */
  readonly images: readonly ImageRecord[];
}

/**
 * Builds the user message that asks a question (0-based): the first carries the scenario as well.
 */
export async function buildTurn(
  c: LiveClinCase,
  index: number,
  options: LiveClinOptions,
): Promise<BuiltTurn> {
  const question = c.questions[index];
  if (question === undefined) {
    throw new RangeError(`question ${index} of case ${c.id}, which has ${c.questions.length}`);
  }
  const own = await planImages(question.images, options);
  const opening = index === 0 ? await planImages(c.scenarioImages, options) : [];
  const parts = [...opening, ...own].map(({ part }) => part).filter((part) => part !== null);
  const asked = optionsText(question);
  const blocks = options.condition === "options_only" ? [asked] : [
    ...(index === 0
      ? [block(PROMPT_TEXTS.scenario + c.scenario, opening, c.scenarioTables), ""]
      : []),
    block(`${PROMPT_TEXTS.question}${question.question}\n${asked}`, own, question.tables),
  ];
  return {
    content: [{ type: "text", text: blocks.join("\n") }, ...parts],
    images: [...opening, ...own].map(({ record }) => record),
  };
}

function optionsText({ options }: LiveClinQuestion): string {
  const lines = Object.entries(options).map(([letter, text]) => `${letter}. ${text}`);
  return [PROMPT_TEXTS.options, ...lines, "", PROMPT_TEXTS.instruction].join("\n");
}

function block(
  text: string,
  images: readonly PlannedImage[],
  tables: readonly LiveClinTable[],
): string {
  const figures = images.map(({ caption }) => caption).filter((caption) => caption !== null);
  const kept = tables.map((table) => table.text).filter((table) => table !== null);
  return [
    text,
    ...(figures.length > 0 ? [PROMPT_TEXTS.figures, ...figures] : []),
    ...(kept.length > 0 ? [PROMPT_TEXTS.tables, ...kept] : []),
  ].join("\n");
}
