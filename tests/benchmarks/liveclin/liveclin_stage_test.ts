import assert from "node:assert/strict";
import { LIVECLIN_STAGES, liveclinStage } from "../../../lib/benchmarks/liveclin/liveclin_stage.ts";

Deno.test("liveclinStage() takes the first stage with a stem anywhere in the text", () => {
  const [presentation, diagnosis, therapy, complication, followUp, other] = LIVECLIN_STAGES;
  const table: readonly (readonly [string, string | undefined])[] = [
    ["Initial Treatment", presentation],
    ["Differential Diagnosis", diagnosis],
    ["reassessment", presentation],
    ["Clinical  Evaluation", presentation],
    ["clinical\x1cevaluation", presentation],
    ["Evaluation", diagnosis],
    ["Test", diagnosis],
    ["Latest", diagnosis],
    ["Testing", other],
    ["test_", other],
    ["test\u0301", diagnosis],
    ["Analysis", diagnosis],
    ["analyzed", diagnosis],
    ["Acid-Base", diagnosis],
    ["acid\nbase", other],
    ["acid\u2028base", diagnosis],
    ["Acute\u00a0Management", therapy],
    ["Surgical", therapy],
    ["Acute renal", complication],
    ["acute cardiac", other],
    ["Side-effects", complication],
    ["Recurrence Monitoring", complication],
    ["Long-term", followUp],
    ["Week 3", followUp],
    ["\u017furveillance", followUp],
    ["CR\u0130S\u0130S", complication],
    ["cr\u0131s\u0131s", complication],
    ["", other],
    ["   ", other],
  ];
  for (const [text, stage] of table) assert.equal(liveclinStage(text), stage, JSON.stringify(text));
  assert.equal(LIVECLIN_STAGES.length, 6);
});
