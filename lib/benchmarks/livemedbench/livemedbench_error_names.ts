/** The paper's seven types of error of low-scoring answers, each with what we take it to mean. */
export const LIVEMEDBENCH_ERROR_TYPES: Readonly<Record<string, string>> = {
  CNIF:
    "contextual neglect and integration failure: facts of this person's situation are passed over or not put together",
  GOPR:
    "guideline over-generalisation and rigidity: a general rule is applied where this case asks for something else",
  CRSD:
    "clinical reasoning and synthesis deficit: the facts are there, but the conclusion does not follow from them",
  IMNA: "instruction or query misinterpretation: another question is answered than the one asked",
  KGOC: "knowledge gap or outdated content: a medical fact is wrong, missing or no longer holds",
  SOEC:
    "safety overestimation, excessive caution: help is withheld or alarm raised beyond what the case calls for",
  MHME:
    "misclassification, hallucination, moderation error: something is made up, mistaken for something else, or wrongly refused",
};

/** What a judge says went wrong in an answer. */
export interface LivemedbenchErrorType {
  /** One of the types. */
  readonly type: string;
  /** What the answer lacks or gets wrong. */
  readonly gap: string;
  /** Why, in one sentence. */
  readonly cause: string;
}
