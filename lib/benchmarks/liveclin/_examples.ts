import type { Example } from "../../types.ts";

/** Made up for documentation and tests: right, wrong, boxed with text, refused, unreadable, and a misread of the official rules. */
export const LIVECLIN_EXAMPLES: readonly Example[] = [
  {
    record: {
      pmc: "900001",
      doi: "10.0000/rounds.example.1",
      title: "A worked example: ankle pain",
      Level1: "Chapter 13: Diseases of the musculoskeletal system and connective tissue",
      Level2: "Inflammatory polyarthropathies (M05-M14)",
      Rarity: "unrare",
      exam_creation: {
        final_policy: {
          scenario:
            "A 58-year-old man wakes with a red, swollen, exquisitely painful first metatarsophalangeal joint. He takes hydrochlorothiazide.",
          scenario_image_details: [],
          scenario_table_details: [{
            id: "T1",
            caption: "Blood results on arrival",
            content:
              "| Test | Value |\n| --- | --- |\n| Uric acid | 9.8 mg/dL |\n| CRP | 42 mg/L |",
            caption_prefix: "Table 1",
            type: "Laboratory Findings",
          }],
          mcqs: [
            {
              stage: "Initial Assessment",
              question: "Which diagnosis is most likely?",
              options: {
                A: "Septic arthritis",
                B: "Reactive arthritis",
                C: "Gout",
                D: "Stress fracture",
                E: "Rheumatoid arthritis",
              },
              correct_answer: "C",
            },
            {
              stage: "Diagnostic Workup",
              question: "The joint is punctured. Which finding under polarised light confirms it?",
              options: {
                A: "Rhomboid, positively birefringent crystals",
                B: "Needle-shaped, negatively birefringent crystals",
                C: "Gram-positive cocci in clusters",
                D: "No crystals",
                E: "Cholesterol plates",
              },
              correct_answer: "B",
              image_details: [{
                label: null,
                caption: "Never sent: it could name the answer.",
                file: "example-1.png",
                id: "F1",
                url: "https://images.example.org/example-1.png",
                caption_prefix: "Figure 1",
                type: "Microscopy; Clinical Photograph",
              }],
            },
          ],
        },
      },
    },
    replies: [
      "The first attack, the thiazide and the uric acid point to gout. \\boxed{C}",
      "**Answer: B. Needle-shaped, negatively birefringent crystals**",
    ],
    grades: [
      { item: "q1", outcome: "graded", score: 1, extracted: "C" },
      { item: "q2", outcome: "graded", score: 1, extracted: "B" },
    ],
  },
  {
    record: {
      pmc: "900002",
      doi: "10.0000/rounds.example.2",
      title: "A worked example: sudden breathlessness",
      Level1: "Chapter 9: Diseases of the circulatory system",
      Level2: "Pulmonary heart disease and diseases of pulmonary circulation (I26-I28)",
      Rarity: "rare",
      exam_creation: {
        final_policy: {
          scenario:
            "A 34-year-old woman becomes breathless four days after a caesarean section. Her pulse is 124/min and her oxygen saturation 88 % on room air.",
          mcqs: [
            {
              stage: "Emergency Triage",
              question: "Which test comes next?",
              options: {
                A: "D-dimer",
                B: "CT pulmonary angiography",
                C: "Spirometry",
                D: "Ventilation scan",
                E: "Bronchoscopy",
                G: "Coronary angiography",
              },
              correct_answer: "B",
            },
            {
              stage: "Therapeutic Decision",
              question: "Her systolic pressure falls to 74 mmHg. Which treatment is right?",
              options: {
                A: "Aspirin",
                B: "Watchful waiting",
                C: "Systemic thrombolysis after weighing the wound",
                D: "Warfarin alone",
                E: "Furosemide",
                G: "Inhaled salbutamol",
              },
              correct_answer: "C",
            },
            {
              stage: "Complications",
              question: "Which complication of it is feared most?",
              options: {
                A: "Bleeding",
                B: "Alopecia",
                C: "Hypercalcaemia",
                D: "Deafness",
                E: "Gout",
                G: "Cataract",
              },
              correct_answer: "A",
            },
          ],
        },
      },
    },
    replies: [
      "Weighing it up, \\boxed{\\text{D. Ventilation scan}}",
      "I cannot answer this question.",
      "I would ask a colleague before I say more about bleeding.",
    ],
    grades: [
      { item: "q1", outcome: "graded", score: 0, extracted: "D" },
      { item: "q2", outcome: "refused", score: 0, extracted: null },
      { item: "q3", outcome: "unreadable", score: 0, extracted: null },
    ],
  },
  {
    record: {
      doi: "10.0000/rounds.example.3",
      Level1: "Chapter 1: Certain infectious and parasitic diseases",
      Level2: "Intestinal infectious diseases (A00-A09)",
      Rarity: 2,
      exam_creation: {
        final_policy: {
          scenario:
            "A 71-year-old woman has watery diarrhoea on day six of clindamycin for a dental abscess.",
          scenario_image_details: [{
            file: "example-3.png",
            url: "https://images.example.org/example-3.png",
            caption_prefix: "Figure 1",
            type: "Clinical Photograph",
          }],
          mcqs: [{
            stage: "Follow-up",
            question: "Which organism do you expect?",
            options: {
              A: "Giardia lamblia",
              B: "Norovirus",
              C: "E. coli O157",
              D: "C. difficile",
              E: "Vibrio cholerae",
            },
            correct_answer: "D",
          }],
        },
      },
    },
    // The official rules read C from the organism's initial; a strict reading reads nothing.
    replies: ["After clindamycin the answer is C. difficile."],
    grades: [{ item: "q1", outcome: "unreadable", score: 0, extracted: null }],
  },
];
