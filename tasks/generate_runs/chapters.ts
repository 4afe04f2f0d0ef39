/** A chapter of the generated set: its cases in a set of 1,407, and three disease groups. */
export interface Chapter {
  readonly name: string;
  readonly cases: number;
  readonly groups: readonly [string, string, string];
}

/** Sixteen chapters of ICD-10 with groups of theirs; the sizes add up to 1,407. */
export const CHAPTERS: readonly Chapter[] = [
  chapter("1: Certain infectious and parasitic diseases", 103, [
    "Tuberculosis (A15-A19)",
    "Viral infections of the central nervous system (A80-A89)",
    "Mycoses (B35-B49)",
  ]),
  chapter("2: Neoplasms", 262, [
    "Malignant neoplasms of digestive organs (C15-C26)",
    "Malignant neoplasms of lymphoid tissue (C81-C96)",
    "Benign neoplasms (D10-D36)",
  ]),
  chapter("3: Diseases of the blood and immune mechanism", 62, [
    "Haemolytic anaemias (D55-D59)",
    "Coagulation defects and purpura (D65-D69)",
    "Disorders involving the immune mechanism (D80-D89)",
  ]),
  chapter("4: Endocrine, nutritional and metabolic diseases", 79, [
    "Disorders of the thyroid gland (E00-E07)",
    "Diabetes mellitus (E10-E14)",
    "Metabolic disorders (E70-E90)",
  ]),
  chapter("5: Mental and behavioural disorders", 38, [
    "Mental disorders due to substance use (F10-F19)",
    "Mood disorders (F30-F39)",
    "Organic mental disorders (F00-F09)",
  ]),
  chapter("6: Diseases of the nervous system", 118, [
    "Demyelinating diseases of the central nervous system (G35-G37)",
    "Episodic and paroxysmal disorders (G40-G47)",
    "Diseases of myoneural junction and muscle (G70-G73)",
  ]),
  chapter("7: Diseases of the eye and adnexa", 44, [
    "Disorders of choroid and retina (H30-H36)",
    "Glaucoma (H40-H42)",
    "Disorders of optic nerve (H46-H48)",
  ]),
  chapter("8: Diseases of the ear and mastoid process", 20, [
    "Diseases of external ear (H60-H62)",
    "Diseases of middle ear and mastoid (H65-H75)",
    "Diseases of inner ear (H80-H83)",
  ]),
  chapter("9: Diseases of the circulatory system", 140, [
    "Ischaemic heart diseases (I20-I25)",
    "Other forms of heart disease (I30-I52)",
    "Diseases of arteries and capillaries (I70-I79)",
  ]),
  chapter("10: Diseases of the respiratory system", 84, [
    "Influenza and pneumonia (J09-J18)",
    "Lung diseases due to external agents (J60-J70)",
    "Other diseases of pleura (J90-J94)",
  ]),
  chapter("11: Diseases of the digestive system", 131, [
    "Diseases of oesophagus, stomach and duodenum (K20-K31)",
    "Noninfective enteritis and colitis (K50-K52)",
    "Diseases of liver (K70-K77)",
  ]),
  chapter("12: Diseases of the skin and subcutaneous tissue", 40, [
    "Dermatitis and eczema (L20-L30)",
    "Bullous disorders (L10-L14)",
    "Urticaria and erythema (L50-L54)",
  ]),
  chapter("13: Diseases of the musculoskeletal system", 98, [
    "Inflammatory polyarthropathies (M05-M14)",
    "Systemic connective tissue disorders (M30-M36)",
    "Osteopathies and chondropathies (M80-M94)",
  ]),
  chapter("14: Diseases of the genitourinary system", 80, [
    "Glomerular diseases (N00-N08)",
    "Renal tubulo-interstitial diseases (N10-N16)",
    "Urolithiasis (N20-N23)",
  ]),
  chapter("15: Pregnancy, childbirth and the puerperium", 42, [
    "Hypertensive disorders in pregnancy (O10-O16)",
    "Complications of labour and delivery (O60-O75)",
    "Complications of the puerperium (O85-O92)",
  ]),
  chapter("17: Congenital malformations and chromosomal abnormalities", 66, [
    "Malformations of the circulatory system (Q20-Q28)",
    "Malformations of the nervous system (Q00-Q07)",
    "Chromosomal abnormalities (Q90-Q99)",
  ]),
];

function chapter(name: string, cases: number, groups: Chapter["groups"]): Chapter {
  return { name: `Chapter ${name}`, cases, groups };
}
