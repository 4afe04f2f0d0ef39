import type { Case, Grade, ImageRecord, Item, Outcome, Reply, Turn } from "../../types.ts";
import { extractStrictLetter } from "../../graders/extract_strict_letter.ts";
import { isRefusal } from "../../graders/is_refusal.ts";
import { readOfficialLetter } from "../../graders/read_official_letter.ts";
import { finishKind } from "../../parse/finish_kind.ts";
import { isDelivered } from "../../parse/is_delivered.ts";
import { isRecord } from "../../parse/is_record.ts";

/** The reference evaluator's words for a question that was not asked. */
export const SKIPPED = "Skipped: prior question failed";
/** Ours for one that the run never came to. */
export const NOT_RUN = "Not run: the run ended before this question";

/** An outcome that holds, and why. */
interface Verdict {
  readonly outcome: Outcome;
  readonly reason: string | null;
}

/** What was asked before a question, as far as it bears on its outcome. */
interface Earlier {
  /** The turn that ended the case; null while it goes on. */
  readonly failed: Turn | null;
  /** Whether an image that the history repeats was not delivered. */
  readonly mediaMissing: boolean;
  /** Most prompt tokens of a turn before; null when none was reported. */
  readonly inputTokens: number | null;
}

/**
 * Gives every item of a case exactly one outcome, the first that holds, with both readings of its reply.
 *
 * `media_missing` belongs to the turn that should have carried the image; later turns say `media_missing_before`.
 * `context_cut` is a prompt that counted no more tokens than an earlier, shorter one of the same conversation. Only an
 * image withheld by the run's condition is not missing: one that the protocol drops (no caption prefix) is.
 */
export function gradeCase(
  c: Case,
  turns: readonly Turn[],
  options: { readonly isConversation: boolean },
): readonly Grade[] {
  let earlier: Earlier = { failed: null, mediaMissing: false, inputTokens: null };
  return c.items.map((item, index) => {
    const turn = turns.findLast(({ items }) => items.includes(item.id)) ?? null;
    const grade = gradeItem(item, { turn, earlier, letters: lettersOf(c, index) });
    if (turn !== null) {
      const tokens = options.isConversation ? promptTokens(turn) : null;
      earlier = {
        failed: earlier.failed ?? (turn.reply === null || turn.error !== null ? turn : null),
        mediaMissing: options.isConversation &&
          (earlier.mediaMissing || missingImages(turn).length > 0),
        inputTokens: tokens === null
          ? earlier.inputTokens
          : Math.max(tokens, earlier.inputTokens ?? 0),
      };
    }
    return grade;
  });
}

interface GradeItemOptions {
  readonly turn: Turn | null;
  readonly earlier: Earlier;
  readonly letters: readonly string[] | null;
}

function gradeItem(item: Item, { turn, earlier, letters }: GradeItemOptions): Grade {
  const text = turn?.reply?.text ?? "";
  const strict = extractStrictLetter(text, {
    ...(letters === null ? {} : { letters }),
    complete: !isCut(turn?.reply ?? null),
  });
  const error = officialError(turn, earlier);
  const official = error === null ? readOfficialLetter(turn?.reply?.content ?? "") : null;
  const { outcome, reason } = turn === null
    ? unasked(earlier)
    : asked(turn, { item, earlier, letter: strict?.letter ?? null });
  const extracted = strict?.letter ?? null;
  return {
    item: item.id,
    metric: "accuracy",
    outcome,
    score: scoreOf(outcome, extracted !== null && extracted === item.expected),
    reason,
    expected: item.expected,
    extracted,
    official: {
      extracted: official?.letter ?? null,
      score: official !== null && official.letter === item.expected ? 1 : 0,
      error,
    },
    turn: turn?.index ?? null,
    detail: {
      letter_rule: official?.rule ?? null,
      letter_span: official?.span ?? null,
      strict_rule: strict?.rule ?? null,
      strict_span: strict?.span ?? null,
      media_missing_before: turn !== null && earlier.mediaMissing,
    },
  };
}

function unasked({ failed }: Earlier): Verdict {
  if (failed === null || failed.error?.kind === "aborted") {
    return { outcome: "not_run", reason: "the run ended before this question" };
  }
  const { kind = "no answer" } = failed.error ?? {};
  return {
    outcome: "skipped",
    reason: ANSWERS.has(kind)
      ? `an earlier question was not answered (${kind}), and the protocol ends a case there`
      : `an earlier question failed (${kind})`,
  };
}

/** In the order in which the first that holds wins. */
function asked(
  turn: Turn,
  { item, earlier, letter }: {
    readonly item: Item;
    readonly earlier: Earlier;
    readonly letter: string | null;
  },
): Verdict {
  const { error, reply } = turn;
  if (error?.kind === "aborted") {
    return { outcome: "not_run", reason: "the run was interrupted during this question" };
  }
  if (error === null ? reply === null : !ANSWERS.has(error.kind)) {
    return {
      outcome: "failed",
      reason: error === null ? "no reply" : `${error.kind}: ${error.message}`,
    };
  }
  const missing = missingImages(turn);
  if (missing.length > 0) {
    const list = missing.map(({ source, delivery }) => `${source} (${delivery})`).join(", ");
    return { outcome: "media_missing", reason: `not delivered: ${list}` };
  }
  if (error?.kind === "image_refused") {
    return { outcome: "media_missing", reason: `the endpoint refused an image: ${error.message}` };
  }
  const tokens = promptTokens(turn);
  if (tokens !== null && earlier.inputTokens !== null && tokens <= earlier.inputTokens) {
    return {
      outcome: "context_cut",
      reason: `the prompt counted ${tokens} tokens after ${earlier.inputTokens} for a shorter one`,
    };
  }
  return answered(turn, { item, letter });
}

/** A prompt holds what of it was read from a cache: a count below that leaves it out. None of 0 tokens is a count. */
function promptTokens({ reply }: Turn): number | null {
  const { inputTokens = null, cachedTokens = null } = reply?.usage ?? {};
  if (inputTokens === null || inputTokens <= 0) return null;
  return cachedTokens !== null && cachedTokens > inputTokens
    ? inputTokens + cachedTokens
    : inputTokens;
}

function answered(
  { error, reply }: Turn,
  { item, letter }: { readonly item: Item; readonly letter: string | null },
): Verdict {
  const text = reply?.text.trim() ?? "";
  const cut = isCut(reply);
  if (item.expected === null) {
    return { outcome: "ungraded", reason: "there is no key to compare with" };
  }
  if (error?.kind === "content_filter") {
    return { outcome: "refused", reason: `the endpoint's content filter: ${error.message}` };
  }
  if (reply?.refusal) return { outcome: "refused", reason: "the refusal field is set" };
  if (finishKind(reply?.finishReason ?? null) === "filtered") {
    return { outcome: "refused", reason: "stopped by the content filter" };
  }
  if (letter === null && isRefusal(text)) {
    return { outcome: "refused", reason: "a refusal in words" };
  }
  if (text === "" && !cut) return { outcome: "empty", reason: "the reply holds no text" };
  if (letter === null && cut) {
    return { outcome: "truncated", reason: "the token limit came before an answer" };
  }
  if (letter === null) {
    return { outcome: "unreadable", reason: "no explicit answer among the options offered" };
  }
  return { outcome: "graded", reason: null };
}

/** Errors that are the model's or the endpoint's answer to this very item. */
const ANSWERS: ReadonlySet<string> = new Set(["content_filter", "image_refused", "empty_reply"]);

const WITH_SCORE: ReadonlySet<Outcome> = new Set([
  "refused",
  "empty",
  "truncated",
  "unreadable",
  "graded",
]);

function scoreOf(outcome: Outcome, isRight: boolean): number | null {
  if (!WITH_SCORE.has(outcome)) return null;
  return outcome === "graded" && isRight ? 1 : 0;
}

/** Stopped by the token limit, in the words of the endpoints that say so. */
function isCut(reply: Reply | null): boolean {
  return finishKind(reply?.finishReason ?? null) === "cut";
}

/** Never empty when there is an error: the reference evaluator tells a failure by its text. */
function officialError(turn: Turn | null, earlier: Earlier): string | null {
  if (turn === null) return unasked(earlier).outcome === "skipped" ? SKIPPED : NOT_RUN;
  if (turn.error === null) return turn.reply === null ? "No reply" : null;
  return turn.error.message === "" ? turn.error.kind : turn.error.message;
}

function missingImages({ images }: Turn): readonly ImageRecord[] {
  return images.filter((image) => !isDelivered(image) && image.delivery !== "withheld");
}

/** A case read from a result file tells only how many options it offers, the reference evaluator's not even that: null. */
function lettersOf(c: Case, index: number): readonly string[] | null {
  const questions = "questions" in c && Array.isArray(c.questions) ? c.questions : [];
  const question: unknown = questions[index];
  if (isRecord(question) && isRecord(question.options)) return Object.keys(question.options);
  const count = c.items[index]?.optionCount ?? null;
  return count === null ? null : [..."ABCDEFGHIJ"].slice(0, count);
}
