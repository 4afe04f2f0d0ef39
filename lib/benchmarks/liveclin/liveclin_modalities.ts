import { pythonTest } from "../../parse/_python_test.ts";

/** What an attachment is. */
export type AttachmentKind = "image" | "table";

/** The protocol's terms, in its order; a trailing `*` needs no word boundary at the end, `.` is any one character. */
const TERMS: Readonly<
  Record<AttachmentKind, readonly (readonly [modality: string, terms: string])[]>
> = {
  image: [
    ["X-ray", "X-ray|Radiography"],
    ["CT", "CT|Computed Tomography"],
    ["MRI", "MRI|Magnetic Resonance"],
    ["Ultrasound", "Ultrasound|Echocardiogram|Doppler"],
    [
      "Clinical Photo",
      "Clinical Photograph|Dermoscopy|Fundus Photograph|Retinography|Colposcopy|Cystoscopy",
    ],
    ["Endoscopy", "Endoscopy|Colonoscopy|Bronchoscopy|Laparoscopy|Hysteroscopy"],
    ["Angiography", "Angiography|Angiogram|Fluoroscopy"],
    ["PET & SPECT", "PET|SPECT|Nuclear Medicine|Bone Scan|Scintigraphy"],
    ["Pathology", "Histopathology|Gross Pathology|Cytolog"],
    [
      "Biosignals",
      "ECG|EEG|Electrocardiog|Electroencephalog|Physiological Signal|Electrocochleogram|Electroretinogram",
    ],
    ["Diagram & Plot", "Diagram|Illustration|Statistical Plot|Flowchart"],
  ],
  table: [
    [
      "Lab Results",
      "Laboratory|Lab|Blood|Serum|Biomarker|Renal Function|Liver Function|Tumor Marker|Vital Sign|Acid.Base|" +
      "Organ Measurement|Immun",
    ],
    [
      "Medications",
      "Medication|Drug|Dos|Treatment Regimen|Pharmaco|Nutrition|Treatment Plan|Chemotherapy",
    ],
    ["Demographics", "Demograph|Baseline|Patient|Age|Growth"],
    [
      "Monitoring",
      "Monitor|Longitudinal|Follow|Survival|Outcome|Response|Pre.Post|Clinical Course|Recovery|Progression",
    ],
    ["Literature", "Literature|Case Series|Review|Comparison|Guideline"],
    ["Genomics", "Genom*|Genetic*|Mutation*|Primer*|Sequenc*|Molecular*"],
    ["Pathology & IHC", "Pathology|Immunohistochem|Histolog|IHC"],
    [
      "Procedures",
      "Procedur|Surgical|Operati|Transplant|Intervention|Engraftment|Dosimetric",
    ],
    [
      "Staging Sys",
      "Staging|Classification|Scoring|Grading|Risk|Prognost|Severity|Tumor|TNM",
    ],
  ],
};

/** The protocol's modalities of each kind of attachment, in its order. */
export const LIVECLIN_MODALITIES: Readonly<Record<AttachmentKind, readonly string[]>> = {
  image: TERMS.image.map(([modality]) => modality),
  table: TERMS.table.map(([modality]) => modality),
};

type Patterns = readonly (readonly [modality: string, isMeant: (type: string) => boolean])[];
const patterns = new Map<AttachmentKind, Patterns>();

/** A data set has far fewer types than attachments, and the patterns are long; hostile data must not grow this for ever. */
const modalities = {
  image: new Map<string, readonly string[]>(),
  table: new Map<string, readonly string[]>(),
};
const MOST_KNOWN = 10_000;

/**
 * The modalities an attachment's `type` mentions, as the reference evaluator finds them, in the protocol's order.
 * Its word boundaries make some of its own terms miss ("Cytology", "Medications" give none): see
 * `liveclinCleanModalities` for a mapping that reads them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclinModalities } from "@rounds/rounds";
 *
 * assert.deepEqual(liveclinModalities("CT Scan; MRI", "image"), ["CT", "MRI"]);
 * assert.deepEqual(liveclinModalities("Medications", "table"), []);
 * ```
 */
export function liveclinModalities(type: string, kind: AttachmentKind): readonly string[] {
  const known = modalities[kind].get(type);
  if (known !== undefined) return known;
  let rules = patterns.get(kind);
  if (rules === undefined) {
    rules = TERMS[kind].map(([modality, terms]) => [modality, pythonTest(bounded(terms))]);
    patterns.set(kind, rules);
  }
  const found = rules.filter(([, isMeant]) => isMeant(type)).map(([modality]) => modality);
  if (modalities[kind].size < MOST_KNOWN) modalities[kind].set(type, found);
  return found;
}

function bounded(terms: string): string {
  return terms.split("|")
    .map((term) => term.endsWith("*") ? `\\b${term.slice(0, -1)}` : `\\b${term}\\b`)
    .join("|");
}
