import assert from "node:assert/strict";
import { liveclinCleanModalities } from "../../../lib/benchmarks/liveclin/liveclin_clean_modalities.ts";
import {
  type AttachmentKind,
  LIVECLIN_MODALITIES,
  liveclinModalities,
} from "../../../lib/benchmarks/liveclin/liveclin_modalities.ts";

Deno.test("liveclinModalities() finds whole words only, misses of its own terms included", () => {
  const table: readonly (readonly [string, AttachmentKind, readonly string[]])[] = [
    ["CT Scan; Computed Tomography Angiography (CTA); Angiography", "image", ["CT", "Angiography"]],
    ["pet/ct", "image", ["CT", "PET & SPECT"]],
    ["X-rays", "image", []],
    ["X-ray", "image", ["X-ray"]],
    ["Cytology", "image", []],
    ["Cytolog", "image", ["Pathology"]],
    ["Electrocardiography (ECG)", "image", ["Biosignals"]],
    ["Echocardiography", "image", []],
    ["Computed  Tomography", "image", []],
    ["CT_1", "image", []],
    ["éCT", "image", []],
    ["CT²", "image", []],
    ["CT\u0301", "image", ["CT"]],
    ["Magnet\u0131c Resonance", "image", ["MRI"]],
    ["", "image", []],
    ["Laboratory Findings; Preoperative Assessment", "table", ["Lab Results"]],
    ["Medications", "table", []],
    ["Acid/Base", "table", ["Lab Results"]],
    ["Acid\nBase", "table", []],
    ["Genomics; Mutations", "table", ["Genomics"]],
    ["Tumor Marker", "table", ["Lab Results", "Staging Sys"]],
    ["Pre-Post", "table", ["Monitoring"]],
    ["Surgical Pathology", "table", ["Pathology & IHC", "Procedures"]],
  ];
  for (const [type, kind, modalities] of table) {
    assert.deepEqual(liveclinModalities(type, kind), modalities, JSON.stringify(type));
  }
  assert.equal(LIVECLIN_MODALITIES.image.length, 11);
  assert.equal(LIVECLIN_MODALITIES.table.length, 9);
});

Deno.test("liveclinCleanModalities() reads what the official boundaries miss, and lists what it cannot map", () => {
  const table: readonly (readonly [
    readonly string[],
    AttachmentKind,
    readonly string[],
    readonly string[],
  ])[] = [
    [[], "image", [], []],
    [["CT Scan; MRI", "CT"], "image", ["CT", "MRI"], []],
    [["X-rays"], "image", ["X-ray"], []],
    [["Cytology"], "image", ["Pathology"], []],
    [["Echocardiography"], "image", ["Ultrasound"], []],
    [["HRCT"], "image", ["CT"], []],
    [["Tract drawing"], "image", ["Diagram & Plot"], []],
    [["PET-CT"], "image", ["CT", "PET & SPECT"], []],
    [["Cystoscopy"], "image", ["Endoscopy"], []],
    [["Genogram; Genogram;; OCT"], "image", [], ["Genogram", "OCT"]],
    [["Medications; Dosage"], "table", ["Medications"], []],
    [["Histology"], "table", ["Pathology & IHC"], []],
    [["Questionnaire"], "table", [], ["Questionnaire"]],
  ];
  for (const [types, kind, modalities, unmapped] of table) {
    assert.deepEqual(liveclinCleanModalities(types, kind), { modalities, unmapped }, types.join());
  }
});

Deno.test("liveclinCleanModalities() names official modalities only, each once and in their order", () => {
  for (const kind of ["image", "table"] as const) {
    const names = LIVECLIN_MODALITIES[kind];
    const all = [
      "X-ray",
      "CT",
      "MRI",
      "Ultrasound",
      "Clinical Photograph",
      "Endoscopy",
      "Angiogram",
      "PET",
    ];
    const types = [
      ...all,
      "Histopathology",
      "ECG",
      "Diagram",
      "Lab",
      "Drug",
      "Age",
      "Follow-up",
      "Review",
      "Gene",
    ];
    const { modalities } = liveclinCleanModalities(
      [...types, ...types, "IHC", "Surgery", "TNM"],
      kind,
    );
    assert.deepEqual(modalities, names.filter((name) => modalities.includes(name)));
    assert.ok(modalities.length > 5);
  }
});
