import { CaseError } from "../../parse/case_error.ts";
import { isRecord } from "../../parse/is_record.ts";
import { pythonStrip } from "../../parse/python_strip.ts";
import { buildItem } from "./_build_item.ts";
import type {
  LiveClinCase,
  LiveClinImage,
  LiveClinQuestion,
  LiveClinTable,
  OfficialFields,
} from "./liveclin_types.ts";
import {
  readRecord,
  type RecordFields,
  type RecordImage,
  type RecordQuestion,
  type RecordTable,
} from "./_read_record.ts";
import { officialTags } from "./_official_groups.ts";

/**
 * Parses a dataset record into a case. Throws a `CaseError` naming file, line, field, what was expected and what came.
 *
 * The id is `pmc`, else `PMID_` and the PubMed number, else `doi`, else `line-<n>`. A key may be written in lower case,
 * as the protocol compares it in upper case. `title`, `Level2_Detail` and `ICD-10` are tags when they are text.
 */
export function parseRecord(record: unknown, where: string): LiveClinCase {
  const fields = readRecord(record, where);
  const { mcqs, scenario, scenario_image_details, scenario_table_details } =
    fields.exam_creation.final_policy;
  const line = /:(\d+)$/.exec(where)?.[1] ?? null;
  const id = caseId(fields, where, line);
  const body = {
    scenario,
    scenarioImages: scenario_image_details.map(toImage),
    scenarioTables: scenario_table_details.map(toTable),
    questions: mcqs.map(toQuestion),
  };
  const official = officialFields(id, fields, body);
  const tags = {
    level1: fields.Level1 || null,
    level2: fields.Level2 || null,
    rarity: fields.Rarity === undefined || fields.Rarity === null ? null : String(fields.Rarity),
    pmc: fields.pmc || null,
    pmid: fields.pmid || fields.PMID || null,
    doi: fields.doi || null,
    title: textField(record, "title"),
    level2_detail: textField(record, "Level2_Detail"),
    icd10: textField(record, "ICD-10"),
  };
  return {
    id,
    line: line === null ? null : Number(line),
    tags: { ...tags, ...officialTags(official.record, tags) },
    items: official.questions.map((question, index) =>
      buildItem(question, { index, optionCount: Object.keys(mcqs[index]?.options ?? {}).length })
    ),
    ...body,
    official,
  };
}

/** A `pmc` of blanks counts as given, so it leads to the line number and not to the next field. */
function caseId(fields: RecordFields, where: string, line: string | null): string {
  const pmid = fields.pmid || fields.PMID;
  const id = fields.pmc
    ? pythonStrip(fields.pmc)
    : pmid
    ? `PMID_${pmid}`
    : pythonStrip(fields.doi ?? "");
  if (id !== "") return id;
  if (line !== null) return `line-${line}`;
  throw new CaseError({
    where,
    field: "pmc",
    expected: "an identifier in pmc, pmid or doi, or a line number to stand for it",
    received: "missing",
  });
}

function toQuestion(mcq: RecordQuestion): LiveClinQuestion {
  return {
    stage: mcq.stage,
    question: mcq.question,
    options: Object.fromEntries(
      Object.entries(mcq.options).sort(([left], [right]) => left < right ? -1 : 1),
    ),
    correctAnswer: mcq.correct_answer,
    images: mcq.image_details.map(toImage),
    tables: mcq.table_details.map(toTable),
  };
}

function toImage(image: RecordImage): LiveClinImage {
  return {
    captionPrefix: image.caption_prefix || null,
    file: image.file || null,
    url: image.url || null,
    type: image.type || null,
  };
}

/** The reference evaluator formats a null caption as `None`; an absent one as nothing. */
function toTable(table: RecordTable): LiveClinTable {
  const { caption_prefix: prefix = "", caption = "", content } = table;
  return {
    text: content ? pythonStrip(`${prefix ?? "None"} ${caption ?? "None"}\n${content}`) : null,
    type: table.type || null,
  };
}

function officialFields(
  id: string,
  fields: RecordFields,
  body: Pick<LiveClinCase, "scenarioImages" | "scenarioTables" | "questions">,
): OfficialFields {
  const types = (entries: readonly { readonly type: string | null }[]) =>
    entries.map(({ type }) => type).filter((type) => type !== null);
  return {
    record: {
      case_id: id,
      pmc: fields.pmc,
      doi: fields.doi,
      rarity: fields.Rarity === undefined ? "unknown" : fields.Rarity,
      level1: fields.Level1,
      level2: fields.Level2,
    },
    questions: body.questions.map((question, index) => ({
      stage: question.stage,
      correct_answer: question.correctAnswer,
      image_types: types([...(index === 0 ? body.scenarioImages : []), ...question.images]),
      table_types: types([...(index === 0 ? body.scenarioTables : []), ...question.tables]),
    })),
  };
}

function textField(record: unknown, field: string): string | null {
  const value = isRecord(record) ? record[field] : null;
  return typeof value === "string" && value !== "" ? value : null;
}
