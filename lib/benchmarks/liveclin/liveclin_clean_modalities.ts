import type { AttachmentKind } from "./liveclin_modalities.ts";

/** What attachment types map to. */
export interface CleanModalities {
  /** Names of the official modalities, each once, in their order. */
  readonly modalities: readonly string[];
  /** Parts of the types that name none of them, each once, as written. */
  readonly unmapped: readonly string[];
}

/**
 * Beginnings of words. They read what the official boundaries miss (`Cytology`, `Medications`, `CTA`,
 * `Echocardiography`) and put each scope where its images belong: cystoscopy and colposcopy are endoscopy here.
 */
const STEMS: Readonly<
  Record<AttachmentKind, readonly (readonly [modality: string, stems: RegExp])[]>
> = {
  image: [
    ["X-ray", /\b(?:x-?ray|radiogra|mammogra|orthopantomogra)/i],
    [
      "CT",
      /\b(?:(?:(?:hr|ld|cb|ce|nc|md|ms|micro-?)?ct|cta|ctpa)\b|computed tomogra|computeri[sz]ed tomogra)/i,
    ],
    ["MRI", /\b(?:f?mri|mra|mrcp|mrv|magnetic resonance)/i],
    ["Ultrasound", /\b(?:ultraso|sonogra|echocardiogra|doppler|endosonogra)/i],
    [
      "Clinical Photo",
      /\b(?:clinical photo|photogra|clinical image|intraoperative (?:image|view)|dermosc|dermatosc|fundus|retinogra|slit.?lamp)/i,
    ],
    [
      "Endoscopy",
      /\b(?:endoscop|colonoscop|bronchoscop|laparoscop|hysteroscop|gastroscop|laryngoscop|cystoscop|colposcop|arthroscop|thoracoscop|sigmoidoscop|nasoendoscop|[a-z]{0,20}duodenoscop)/i,
    ],
    [
      "Angiography",
      /\b(?:[a-z]{0,12}angiogra|fluoroscop|arteriogra|venogra|cta\b|mra\b|ctpa\b|dsa\b)/i,
    ],
    [
      "PET & SPECT",
      /\b(?:pet\b|spect\b|nuclear medicine|bone scan|bone scintigra|scintigra|positron emission)/i,
    ],
    [
      "Pathology",
      /\b(?:histopatholog|histolog|patholog|gross (?:patholog|specimen)|cytolog|cytopatholog|immunohistochem|immunofluoresc|microscop|(?:photo)?microgra|biopsy|smear)/i,
    ],
    [
      "Biosignals",
      /\b(?:ecg|ekg|eeg|emg|electrocardiogra|electroencephalogra|electromyogra|electroretinogra|electrocochleogra|physiological signal|polysomnogra|audiogra|spirometr|waveform|telemetry|holter)/i,
    ],
    [
      "Diagram & Plot",
      /\b(?:diagram|illustration|schematic|statistical plot|plot|chart|graph\b|flow ?chart|timeline|pedigree|kaplan|survival curve|drawing)/i,
    ],
  ],
  table: [
    [
      "Lab Results",
      /\b(?:lab\b|labs\b|laborator|blood|serum|serolog|biomarker|biochem|haematolog|hematolog|renal function|liver function|tumou?r marker|vital sign|acid.base|organ measurement|immunolog|immune|immunoglobulin|coagula|urinalysis|cerebrospinal|electrolyte|hormon)/i,
    ],
    [
      "Medications",
      /\b(?:medication|drug|dos(?:e|es|age|ing)\b|treatment regimen|pharmaco|nutrition|treatment plan|chemotherap|prescription|antibiotic)/i,
    ],
    ["Demographics", /\b(?:demogra|baseline|patient|age\b|growth|anthropometr)/i],
    [
      "Monitoring",
      /\b(?:monitor|longitudinal|follow|survival|outcome|response|pre.?(?:and )?.?post|clinical course|recovery|progression|trend|time ?course|timeline)/i,
    ],
    [
      "Literature",
      /\b(?:literature|case series|review|comparison|comparative|guideline|reported cases)/i,
    ],
    [
      "Genomics",
      /\b(?:genom|genetic|gene\b|mutation|primer|sequenc|molecular|variant|karyotyp|exome)/i,
    ],
    [
      "Pathology & IHC",
      /\b(?:patholog|histopatholog|immunohistochem|histolog|ihc\b|cytolog|immunophenotyp)/i,
    ],
    [
      "Procedures",
      /\b(?:procedur|surg|operati|intraoperati|transplant|intervention|engraftment|dosimetr|radiotherap)/i,
    ],
    [
      "Staging Sys",
      /\b(?:staging|stage\b|classif|scor(?:e|es|ing)\b|grading|grade\b|risk|prognos|severity|tumou?r (?!marker)|tumou?r$|tnm\b|criteria)/i,
    ],
  ],
};

/**
 * Maps the attachment types of one question to modalities, each once: types are split at `;` and every part is read by
 * the beginnings of its words. Parts that name no modality are listed, never dropped.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { liveclinCleanModalities } from "@rounds/rounds";
 *
 * assert.deepEqual(liveclinCleanModalities(["CT Scan; Cytology", "CT Scan", "Genogram"], "image"), {
 *   modalities: ["CT", "Pathology"],
 *   unmapped: ["Genogram"],
 * });
 * ```
 */
export function liveclinCleanModalities(
  types: readonly string[],
  kind: AttachmentKind,
): CleanModalities {
  if (types.length === 0) return NOTHING;
  const key = `${kind} ${types.join("; ")}`;
  const found = known.get(key) ?? map(types, kind);
  if (known.size < MOST_KNOWN) known.set(key, found);
  return found;
}

const NOTHING: CleanModalities = { modalities: [], unmapped: [] };

/** A data set has far fewer types than attachments; hostile data must not grow this for ever. */
const known = new Map<string, CleanModalities>();
const MOST_KNOWN = 10_000;

function map(types: readonly string[], kind: AttachmentKind): CleanModalities {
  const parts = types.flatMap((type) => type.split(";")).map((part) => part.trim())
    .filter((part) => part !== "");
  const rules = STEMS[kind];
  return {
    modalities: rules.filter(([, stems]) => parts.some((part) => stems.test(part)))
      .map(([modality]) => modality),
    unmapped: [...new Set(parts.filter((part) => !rules.some(([, stems]) => stems.test(part))))],
  };
}
