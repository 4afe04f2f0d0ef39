import * as v from "valibot";
import { isRecord } from "../../parse/is_record.ts";
import { parseWith } from "../../parse/parse_with.ts";

/** An image as a record gives it. */
export interface RecordImage {
  /** `Figure 2`. */
  readonly caption_prefix: string | null;
  /** Bare file name. */
  readonly file: string | null;
  /** Where it lies on the web. */
  readonly url: string | null;
  /** Kinds of image. */
  readonly type: string | null;
}

/** A table as a record gives it; absent and null captions stay apart, because the protocol writes them differently. */
export interface RecordTable {
  /** `Table 1`. */
  readonly caption_prefix?: string | null | undefined;
  /** Sent, unlike an image's. */
  readonly caption?: string | null | undefined;
  /** Markdown. */
  readonly content: string | null;
  /** Kinds of table. */
  readonly type: string | null;
}

/** A question as a record gives it. */
export interface RecordQuestion {
  /** Free text. */
  readonly stage: string;
  /** The question's text. */
  readonly question: string;
  /** Letter to text. */
  readonly options: Readonly<Record<string, string>>;
  /** One letter. */
  readonly correct_answer: string;
  /** Empty when none. */
  readonly image_details: readonly RecordImage[];
  /** Empty when none. */
  readonly table_details: readonly RecordTable[];
}

/** A LiveClin record as far as it is read. */
export interface RecordFields {
  /** PubMed Central number. */
  readonly pmc: string | null;
  /** PubMed number, lower-case key. */
  readonly pmid: string | null;
  /** PubMed number, upper-case key. */
  readonly PMID: string | null;
  /** Of the article. */
  readonly doi: string | null;
  /** ICD-10 chapter. */
  readonly Level1: string;
  /** Disease group. */
  readonly Level2: string;
  /** `rare` or `unrare`, in older files 1 or 2; undefined when absent. */
  readonly Rarity?: unknown;
  /** The exam. */
  readonly exam_creation: {
    readonly final_policy: {
      readonly scenario: string;
      readonly mcqs: readonly RecordQuestion[];
      readonly scenario_image_details: readonly RecordImage[];
      readonly scenario_table_details: readonly RecordTable[];
    };
  };
}

/** Words first, so that a message says "expected a string" for whatever came instead, nothing included. */
const text = v.pipe(
  v.unknown(),
  v.check((value) => typeof value === "string", "a string"),
  v.transform(String),
);
const optionalText = v.nullish(text, null);

const imageSchema = object({
  caption_prefix: optionalText,
  file: optionalText,
  url: optionalText,
  type: optionalText,
});

const tableSchema = object({
  caption_prefix: v.nullish(text),
  caption: v.nullish(text),
  content: optionalText,
  type: optionalText,
});

const imagesSchema = v.nullish(list(imageSchema), []);
const tablesSchema = v.nullish(list(tableSchema), []);

const optionsSchema = v.pipe(
  v.unknown(),
  v.check(isRecord, "an object from option letter to text"),
  v.rawCheck(({ dataset, addIssue }) => {
    const letters = isRecord(dataset.value) ? Object.keys(dataset.value) : [];
    const other = letters.find((letter) => !/^[A-J]$/.test(letter));
    if (letters.length === 0) addIssue({ message: "at least one option" });
    if (other !== undefined) addIssue({ message: "only option letters from A to J", input: other });
  }),
  v.record(v.string(), text),
);

const questionSchema = v.pipe(
  object({
    stage: text,
    question: text,
    options: optionsSchema,
    correct_answer: v.pipe(text, v.check((key) => /^[A-Ja-j]$/.test(key), "one of A-J")),
    image_details: imagesSchema,
    table_details: tablesSchema,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { correct_answer: key, options } = dataset.value;
    const letters = Object.keys(options).sort();
    if (letters.includes(key.toUpperCase())) return;
    addIssue({
      message: `one of the options offered (${letters.join(", ")})`,
      input: key,
      path: [{
        type: "object",
        origin: "value",
        input: dataset.value,
        key: "correct_answer",
        value: key,
      }],
    });
  }),
);

const recordSchema = object({
  pmc: optionalText,
  pmid: optionalText,
  PMID: optionalText,
  doi: optionalText,
  Level1: text,
  Level2: text,
  Rarity: v.nullish(v.pipe(
    v.unknown(),
    v.check(
      (value) => typeof value === "string" || Number.isSafeInteger(value),
      "a string or an integer",
    ),
  )),
  exam_creation: object({
    final_policy: object({
      scenario: text,
      mcqs: v.pipe(
        list(questionSchema),
        v.check((mcqs) => mcqs.length > 0, "at least one question"),
      ),
      scenario_image_details: imagesSchema,
      scenario_table_details: tablesSchema,
    }),
  }),
});

/**
 * Reads the fields of a dataset record. Throws a `CaseError` naming file, line, field, what was expected and what came.
 * Fields that nothing depends on are passed over.
 */
export function readRecord(record: unknown, where: string): RecordFields {
  return parseWith(recordSchema, record, { where });
}

/** An object schema that reports a missing key in the words of its entry, and that no array passes. */
function object<E extends v.ObjectEntries>(entries: E) {
  const absent = Object.fromEntries(Object.keys(entries).map((key) => [key, undefined]));
  return v.pipe(
    v.unknown(),
    v.check(isRecord, "an object"),
    v.transform((value) => isRecord(value) ? { ...absent, ...value } : value),
    v.object(entries),
  );
}

function list<S extends v.GenericSchema>(entry: S) {
  return v.pipe(v.unknown(), v.check(Array.isArray, "an array"), v.array(entry));
}
