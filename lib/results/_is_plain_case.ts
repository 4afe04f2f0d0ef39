import { OUTCOMES } from "../graders/outcomes.ts";
import { isRecord } from "../parse/is_record.ts";
import { DELIVERIES, ERROR_KINDS } from "./_turn_words.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether all that is ours in a stored case, given its items, is of the kind `resultFromStored` expects, so that reading it later cannot
 * fail. Looks at every field and makes nothing, which costs a fraction of reading it. May refuse what can still be
 * read, never the other way round.
 */
export function isPlainCase(stored: unknown, items: readonly unknown[]): boolean {
  if (!isRecord(stored)) return false;
  const { rounds } = stored;
  if (isAbsent(rounds)) return true;
  if (!isRecord(rounds)) return false;
  if (!isNumber(rounds["line"]) || !isNumber(rounds["trial"]) || !areTexts(rounds["tags"])) {
    return false;
  }
  for (let n = 0; n < items.length; n++) {
    const item = items[n];
    if (!isRecord(item)) return false;
    const inner = item["rounds"];
    if (!isAbsent(inner) && !(isRecord(inner) && isItem(inner))) return false;
  }
  return isList(rounds["turns"], isWholeTurn);
}

/** The items of a stored case, which stand in a list or in an object; null where they stand in neither. */
export function itemsOf(stored: Fields, itemsField: string): readonly unknown[] | null {
  const items = stored[itemsField];
  if (isAbsent(items)) return [];
  if (Array.isArray(items)) return items;
  return isRecord(items) ? Object.values(items) : null;
}

function isItem(rounds: Fields): boolean {
  return isText(rounds["item"]) && isText(rounds["metric"]) && isText(rounds["reason"]) &&
    isText(rounds["strict_answer"]) && isOutcome(rounds["outcome"]) && isNumber(rounds["score"]) &&
    isNumber(rounds["turn"]) && isNumber(rounds["option_count"]) && isNumber(rounds["points"]) &&
    areTexts(rounds["tags"]) && areTextLists(rounds["labels"]) && areVerdicts(rounds["verdicts"]) &&
    isTurn(rounds);
}

function areVerdicts(verdicts: unknown): boolean {
  return !Array.isArray(verdicts) ||
    verdicts.every((verdict) =>
      isRecord(verdict) && isText(verdict["judge"]) && isNumber(verdict["input_tokens"]) &&
      isNumber(verdict["output_tokens"]) && isNumber(verdict["cost_usd"])
    );
}

function isTurn(record: Fields): boolean {
  return isText(record["prompt_sha256"]) && isText(record["finish_reason"]) &&
    isText(record["request_id"]) && isText(record["served_model"]) &&
    isText(record["reasoning"]) && isText(record["refusal"]) && isNumber(record["cost_usd"]) &&
    isNumber(record["ms"]) && isNumber(record["attempts"]) && isUsage(record["usage"]) &&
    isFailure(record["error"]) && isList(record["images"], isImage);
}

function isWholeTurn(turn: unknown): boolean {
  return isRecord(turn) && typeof turn["turn"] === "number" && isNumber(turn["turn"]) &&
    isText(turn["content"]) && isList(turn["items"], () => true) && isTurn(turn);
}

function isUsage(usage: unknown): boolean {
  return isAbsent(usage) || isRecord(usage) &&
      isNumber(usage["input_tokens"]) && isNumber(usage["output_tokens"]) &&
      isNumber(usage["reasoning_tokens"]) && isNumber(usage["cached_tokens"]);
}

function isFailure(error: unknown): boolean {
  return isAbsent(error) || isRecord(error) && kinds.has(error["kind"]) &&
      isNumber(error["status"]) && isText(error["message"]);
}

function isImage(image: unknown): boolean {
  return isRecord(image) && deliveries.has(image["delivery"]) && isText(image["source"]) &&
    isText(image["sha256"]) && isText(image["media_type"]) && isNumber(image["bytes"]) &&
    isNumber(image["width"]) && isNumber(image["height"]) && isSent(image["sent"]);
}

function isSent(sent: unknown): boolean {
  return isAbsent(sent) || isRecord(sent) &&
      isString(sent["sha256"]) && isString(sent["media_type"]) &&
      Number.isFinite(sent["bytes"]) && Number.isFinite(sent["width"]) &&
      Number.isFinite(sent["height"]);
}

const kinds: ReadonlySet<unknown> = new Set(ERROR_KINDS);
const deliveries: ReadonlySet<unknown> = new Set(DELIVERIES);
const outcomes: ReadonlySet<unknown> = new Set(OUTCOMES);

function isOutcome(value: unknown): boolean {
  return value === "graded" || outcomes.has(value);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isText(value: unknown): boolean {
  return typeof value === "string" || isAbsent(value);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" ? Number.isFinite(value) : isAbsent(value);
}

function isList(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  if (isAbsent(value)) return true;
  if (!Array.isArray(value)) return false;
  for (let n = 0; n < value.length; n++) if (!isEntry(value[n])) return false;
  return true;
}

/** What JSON makes inherits no field that `for in` would meet. */
function areTexts(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (!isRecord(value)) return false;
  for (const name in value) if (!isText(value[name])) return false;
  return true;
}

function areTextLists(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (!isRecord(value)) return false;
  for (const name in value) if (!isList(value[name], isString)) return false;
  return true;
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}
