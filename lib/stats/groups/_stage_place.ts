/** Stages of care in the order in which a patient meets them. */
const STAGES = [
  "Presentation & Assessment",
  "Diagnosis & Interpretation",
  "Therapeutic Strategy",
  "Complication Management",
  "Follow-up",
  "Other",
];

/**
 * The place of a stage among the stages; what is none comes last.
 */
export function stagePlace(name: string): number {
  const place = STAGES.indexOf(name);
  return place === -1 ? STAGES.length : place;
}
