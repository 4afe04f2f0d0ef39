import type { Item } from "../../types.ts";
import { liveclinCleanModalities } from "./liveclin_clean_modalities.ts";
import { liveclinStage } from "./liveclin_stage.ts";
import type { OfficialQuestion } from "./liveclin_types.ts";

/** Where a question stands and what is known of it beside the official fields. */
export interface BuildItemOptions {
  /** 0-based within the case. */
  readonly index: number;
  /** Null when read from a result file, which does not say. */
  readonly optionCount: number | null;
}

/**
 * The item of a question, from what the official result file says of it. A key that is no letter from A to J is null.
 */
export function buildItem(question: OfficialQuestion, options: BuildItemOptions): Item {
  const stageText = typeof question.stage === "string" ? question.stage : "";
  const key = typeof question.correct_answer === "string"
    ? question.correct_answer.toUpperCase()
    : "";
  const image = texts(question.image_types);
  const table = texts(question.table_types);
  return {
    id: `q${options.index + 1}`,
    position: options.index + 1,
    expected: /^[A-J]$/.test(key) ? key : null,
    optionCount: options.optionCount,
    points: null,
    tags: {
      stage: liveclinStage(stageText),
      stage_text: stageText === "" ? null : stageText,
    },
    labels: {
      image,
      table,
      image_modality: liveclinCleanModalities(image, "image").modalities,
      table_modality: liveclinCleanModalities(table, "table").modalities,
    },
  };
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === "string");
}
