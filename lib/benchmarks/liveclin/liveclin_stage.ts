import { pythonTest } from "../../parse/_python_test.ts";

/** The protocol's table: the first stage with a hit anywhere in the text wins. */
const STEMS: readonly (readonly [stage: string, stems: string])[] = [
  [
    "Presentation & Assessment",
    "initial|present|assess|admission|triage|history|complaint|arrival|emergency|referral|intake|clinical\\s+eval|" +
    "physical\\s+exam|vital",
  ],
  [
    "Diagnosis & Interpretation",
    "diagnos|workup|imaging|patholog|histopath|interpret|laboratory|biopsy|evaluation|test\\b|molecular|immuno|" +
    "cytolog|radiol|endoscop|analy[sz]|differential|investig|genetic|confirmatory|staging|grading|classif|" +
    "acid.base|blood.gas|echocardiog|electrocardio|angiogra|bronchoscop|colonoscop",
  ],
  [
    "Therapeutic Strategy",
    "therap|treatment|management\\s+plan|intervention|surgical|operat|resection|prescri|regimen|chemotherapy|" +
    "radiation|procedur|decision|pharmacol|dosing|medication|induction|initiat|reconstruct|transplant|transfus|" +
    "ventilat|anesthetic|sedation|reperfu|revascul|definitive\\s+management|acute\\s+management|" +
    "medical\\s+management|conservative",
  ],
  [
    "Complication Management",
    "complicat|deteriorat|adverse|relapse|crisis|decompens|recurren|failure|toxic|reject|refractory|resistant|" +
    "exacerbat|hemorrhag|infect|sepsis|graft.versus|side.effect|" +
    "acute\\s+(?:kidney|renal|liver|hepat|respiratory|neuro)",
  ],
  [
    "Follow-up",
    "follow|monitor|surveil|outcome|prognos|long.term|recovery|rehabilit|discharge|month|year|week|counsel|screen|" +
    "maintenance|recurrence\\s+monitor",
  ],
];

/** What no stem matches. */
const OTHER = "Other";

/** The five stages in the protocol's order, then `Other`. */
export const LIVECLIN_STAGES: readonly string[] = [...STEMS.map(([stage]) => stage), OTHER];

/** A data set has far fewer texts than questions, and the patterns are long; hostile data must not grow this for ever. */
const stages = new Map<string, string>();
const MOST_KNOWN = 10_000;

let patterns: readonly (readonly [stage: string, isMeant: (text: string) => boolean])[] | null =
  null;

/**
 * The broad stage of a question from the dataset's free text, as the reference evaluator assigns it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclinStage } from "@rounds/rounds";
 *
 * assert.equal(liveclinStage("Diagnostic Workup"), "Diagnosis & Interpretation");
 * assert.equal(liveclinStage("Initial Treatment"), "Presentation & Assessment");
 * assert.equal(liveclinStage("Testing"), "Other");
 * ```
 */
export function liveclinStage(stageText: string): string {
  const known = stages.get(stageText);
  if (known !== undefined) return known;
  patterns ??= STEMS.map(([stage, stems]) => [stage, pythonTest(stems)]);
  const stage = patterns.find(([, isMeant]) => isMeant(stageText))?.[0] ?? OTHER;
  if (stages.size < MOST_KNOWN) stages.set(stageText, stage);
  return stage;
}
