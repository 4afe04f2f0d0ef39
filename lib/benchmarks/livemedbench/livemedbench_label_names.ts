/** The paper's themes, each with what we take it to mean. */
export const LIVEMEDBENCH_THEMES: Readonly<Record<string, string>> = {
  "Emergency Referrals": "the point is whether and how urgently somebody must be seen",
  "Context-Seeking": "a good answer depends on facts the question does not give",
  "Expertise-Tailored Communication": "the answer must fit what this person knows and needs",
  "Responding under Uncertainty": "the matter cannot be settled and the answer must say so well",
  "Response Depth": "the point is how much detail the answer gives, too little or too much",
};

/** The paper's axes, each with what we take it to mean. */
export const LIVEMEDBENCH_AXES: Readonly<Record<string, string>> = {
  Accuracy: "is it medically right",
  Completeness: "is everything there that has to be",
  "Communication Quality": "is it clear, well ordered and kind",
  "Context Awareness": "does it fit this person's own situation",
  Safety: "does it prevent harm: warnings, contraindications, urgent care",
};

/** Specialties a case is put under; ours, since the paper names only their number. */
export const LIVEMEDBENCH_SPECIALTIES: readonly string[] = [
  ..."Allergy and Immunology|Anaesthesiology|Andrology|Cardiology|Cardiothoracic Surgery".split(
    "|",
  ),
  ..."Dentistry and Oral Medicine|Dermatology|Emergency Medicine|Endocrinology".split("|"),
  ..."Gastroenterology|General Practice|General Surgery|Genetics|Geriatrics|Gynaecology".split("|"),
  ..."Haematology|Hepatology|Infectious Diseases|Intensive Care|Nephrology|Neurology".split("|"),
  ..."Neurosurgery|Nutrition|Obstetrics|Oncology|Ophthalmology|Orthopaedics".split("|"),
  ..."Otorhinolaryngology|Paediatrics|Pain Medicine|Pathology|Plastic Surgery|Psychiatry".split(
    "|",
  ),
  ..."Pulmonology|Radiology|Rehabilitation|Reproductive Medicine|Rheumatology".split("|"),
  ..."Traditional Chinese Medicine|Urology|Vascular Surgery|Other".split("|"),
];

/** What a judge says a case is about. */
export interface LivemedbenchLabels {
  /** One of the themes. */
  readonly theme: string;
  /** One of the specialties. */
  readonly specialty: string;
  /** An axis for each criterion, in order. */
  readonly axes: readonly string[];
}
