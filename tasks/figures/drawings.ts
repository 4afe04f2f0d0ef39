import { ACCURACY_DRAWINGS } from "./accuracy_drawings.ts";
import { EFFECT_DRAWINGS } from "./effect_drawings.ts";
import { JUDGE_DRAWINGS } from "./judge_drawings.ts";
import type { Drawing } from "./material.ts";
import { PAIR_DRAWINGS } from "./pair_drawings.ts";
import { PROBE_DRAWINGS } from "./probe_drawings.ts";
import { PROCESS_DRAWINGS } from "./process_drawings.ts";
import { RANKING_DRAWINGS } from "./ranking_drawings.ts";

/** Every figure of the task, by the name of its file. */
export const DRAWINGS: Readonly<Record<string, Drawing>> = {
  ...ACCURACY_DRAWINGS,
  ...EFFECT_DRAWINGS,
  ...RANKING_DRAWINGS,
  ...PAIR_DRAWINGS,
  ...PROCESS_DRAWINGS,
  ...PROBE_DRAWINGS,
  ...JUDGE_DRAWINGS,
};
