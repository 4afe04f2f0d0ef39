import type { Benchmark, Case, Grade, Item, Outcome, Result, Turn } from "../types.ts";
import { FieldReader } from "../parse/field_reader.ts";
import { isRecord } from "../parse/is_record.ts";
import { OUTCOMES } from "../graders/outcomes.ts";
import { turnFromRecord } from "./turn_from_record.ts";
import { wholeTurnFromRecord } from "./whole_turn_from_record.ts";

/** Whose case it is, and where it stands. */
export interface ResultFromStoredOptions {
  /** Reads the official fields. */
  readonly benchmark: Benchmark;
  /** Name of the model, which the file names once for all. */
  readonly model: string;
  /** File and place, for messages. */
  readonly where: string;
}

/**
 * One stored case, official fields and ours. Throws a `CaseError` naming place and field for what is of the wrong kind.
 */
export function resultFromStored(stored: unknown, options: ResultFromStoredOptions): Result {
  const { benchmark, model, where } = options;
  const read = new FieldReader(stored, { where, thing: "stored case" });
  const items: readonly unknown[] = Object.values(Object(read.value(benchmark.itemsField)));
  const result = benchmark.fromOfficial(stored, where, {
    readReplies: !isOurs(read.value("rounds"), items),
  });
  const rounds = read.object("rounds");
  if (rounds === null) return { ...result, model };
  const inner = items.map((item, n) => {
    const place = `${where} ${benchmark.itemsField}[${n}]`;
    return new FieldReader(item, { where: place, thing: "stored item" }).object("rounds");
  });
  const parsed: Case = {
    ...result.case,
    line: rounds.number("line"),
    tags: overlay(result.case.tags, rounds.texts("tags")),
    items: result.case.items.map((item, n) => mergeItem(item, inner[n] ?? null)),
  };
  const grades = result.grades.map((grade, n) => mergeGrade(grade, inner[n] ?? null));
  for (const [n, grade] of grades.entries()) {
    checkVerdicts(grade, `${where} ${benchmark.itemsField}[${n}]`);
  }
  const turns: Turn[] = [];
  for (const [n, grade] of grades.entries()) {
    const turn = turnOf(grade, { result, read: inner[n] ?? null, where });
    if (turn !== undefined) turns.push(turn);
  }
  for (const turn of rounds.list("turns") ?? []) turns.push(wholeTurnFromRecord(turn, where));
  turns.sort((a, b) => a.index - b.index);
  return { case: parsed, model, trial: rounds.number("trial") ?? 1, turns, grades };
}

/** Our own files store turn and strict reading of every item: the replies need not be read again. */
function isOurs(rounds: unknown, items: readonly unknown[]): boolean {
  return isRecord(rounds) && items.every((item) => isRecord(item) && isRecord(item["rounds"]));
}

function mergeItem(item: Item, read: FieldReader | null): Item {
  if (read === null) return item;
  return {
    id: read.text("item") ?? item.id,
    position: item.position,
    expected: item.expected,
    optionCount: read.number("option_count") ?? item.optionCount,
    points: read.number("points") ?? item.points,
    tags: overlay(item.tags, read.texts("tags")),
    labels: overlay(item.labels, read.textLists("labels")),
  };
}

/** The one with the fields of the other that it lacks. A file has hundreds of thousands: none is copied without need. */
function overlay<T>(
  under: Readonly<Record<string, T>>,
  over: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  for (const name in under) {
    if (!Object.hasOwn(over, name)) return { ...under, ...over };
  }
  return over;
}

function mergeGrade(grade: Grade, read: FieldReader | null): Grade {
  if (read === null) return grade;
  const detail: Record<string, unknown> = {};
  const fields = read.record();
  for (const name in fields) if (!KNOWN.has(name)) detail[name] = fields[name];
  return {
    item: read.text("item") ?? grade.item,
    metric: read.text("metric") ?? grade.metric,
    outcome: read.oneOf<Outcome>("outcome", OUTCOMES),
    score: read.number("score"),
    reason: read.text("reason"),
    expected: grade.expected,
    extracted: read.text("strict_answer"),
    official: grade.official,
    turn: read.number("turn"),
    detail,
  };
}

/** A grade's detail is kept as it came, but what single verdicts took is counted: it must be of the right kind. */
function checkVerdicts({ detail }: Grade, where: string): void {
  const { verdicts } = detail;
  if (!Array.isArray(verdicts)) return;
  for (const [n, verdict] of verdicts.entries()) {
    const read = new FieldReader(verdict, {
      where: `${where} verdicts[${n}]`,
      thing: "stored verdict",
    });
    read.text("judge");
    for (const field of ["input_tokens", "output_tokens", "cost_usd"]) read.number(field);
  }
}

/** The turn of an item that has one of its own: its content stands in the official field, the rest in `rounds`. */
function turnOf(
  grade: Grade,
  { result, read, where }: {
    readonly result: Result;
    readonly read: FieldReader | null;
    readonly where: string;
  },
): Turn | undefined {
  if (grade.turn === null) return undefined;
  const official = result.turns.find(({ index }) => index === grade.turn);
  if (read === null) return official;
  const content = official?.reply?.content ?? null;
  return turnFromRecord(read.record(), {
    index: grade.turn,
    items: [grade.item],
    content,
    where,
  });
}

/** Fields of an item's `rounds` that are not its grade's detail. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["item", "outcome", "score", "reason", "metric", "strict_answer", "turn"],
  ...["prompt_sha256", "finish_reason", "usage", "cost_usd", "ms", "attempts", "request_id"],
  ...["served_model", "reasoning", "refusal", "images", "error"],
  ...["option_count", "points", "tags", "labels"],
]);
