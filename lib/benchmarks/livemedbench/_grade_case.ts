import type { Grade, Item, Judge, Outcome, Turn, Verdict } from "../../types.ts";
import { isRefusal } from "../../graders/is_refusal.ts";
import { finishKind } from "../../parse/finish_kind.ts";
import { judgedQuestion } from "./_question_text.ts";
import type { LiveMedBenchCase } from "./livemedbench_types.ts";

/** A refusal in words is short; longer replies that also decline something are answers. */
const LONGEST_REFUSAL = 300;

/** Why an answer is not judged. */
interface Unjudged {
  readonly outcome: Exclude<Outcome, "graded">;
  readonly score: 0 | null;
  readonly reason: string;
}

/**
 * Gives every criterion exactly one outcome. An answer that is not there is never judged: its criteria share the answer's
 * outcome. Otherwise one judgement a criterion; a judge that fails leaves it `ungraded`.
 */
export async function gradeCase(
  c: LiveMedBenchCase,
  turns: readonly Turn[],
  options: { readonly judge?: Judge },
): Promise<readonly Grade[]> {
  const { judge } = options;
  const turn = turns[0] ?? null;
  const unjudged = whyUnjudged(turn);
  if (unjudged !== null) return c.items.map((item) => toGrade(item, { ...unjudged, detail: {} }));
  const answer = turn?.reply?.text ?? "";
  if (judge === undefined) {
    const reason = "no judge was given";
    return c.items.map((item) =>
      toGrade(item, { outcome: "ungraded", score: null, reason, detail: {} })
    );
  }
  const query = judgedQuestion(c);
  return await Promise.all(c.items.map(async (item) => {
    const criterion = item.tags["criterion"] ?? "";
    return fromVerdict(item, await judge.judge({ query, answer, criterion }), answer);
  }));
}

function whyUnjudged(turn: Turn | null): Unjudged | null {
  if (turn === null) return unknown("not_run", "the run ended before this case");
  const { error, reply } = turn;
  if (error?.kind === "aborted") {
    return unknown("not_run", "the run was interrupted during this case");
  }
  if (error?.kind === "content_filter") {
    return zero("refused", `the endpoint's content filter: ${error.message}`);
  }
  if (error !== null && error.kind !== "empty_reply") {
    return unknown("failed", `${error.kind}: ${error.message}`);
  }
  if (reply?.refusal) return zero("refused", "the refusal field is set");
  if (finishKind(reply?.finishReason ?? null) === "filtered") {
    return zero("refused", "stopped by the content filter");
  }
  const text = reply?.text ?? "";
  if (text === "" && finishKind(reply?.finishReason ?? null) === "cut") {
    return zero("truncated", "the token limit came before an answer");
  }
  if (text === "") return zero("empty", "the reply holds no text");
  if (text.length <= LONGEST_REFUSAL && isRefusal(text)) {
    return zero("refused", "a refusal in words");
  }
  return null;
}

function unknown(outcome: Unjudged["outcome"], reason: string): Unjudged {
  return { outcome, score: null, reason };
}

function zero(outcome: Unjudged["outcome"], reason: string): Unjudged {
  return { outcome, score: 0, reason };
}

function fromVerdict(item: Item, verdict: Verdict, answer: string): Grade {
  const { met, evidence } = verdict;
  const at = evidence === null ? -1 : answer.indexOf(evidence);
  return toGrade(item, {
    outcome: met === null ? "ungraded" : "graded",
    score: met === null ? null : met ? 1 : 0,
    reason: met === null ? verdict.reason ?? "the judge gave no verdict" : null,
    detail: {
      judge: verdict.judge,
      judge_status: verdict.status,
      evidence,
      evidence_span: evidence === null || at < 0 ? null : [at, at + evidence.length],
      verdicts: (verdict.verdicts.length === 0 ? [verdict] : verdict.verdicts).map(toRecord),
    },
  });
}

/** One judgement as our files keep it. */
function toRecord(verdict: Verdict): Readonly<Record<string, unknown>> {
  const { judge, repeat, met, evidence, reason, status, attempts, usage, servedModel } = verdict;
  return {
    judge,
    repeat,
    met,
    evidence,
    reason,
    status,
    attempts,
    input_tokens: usage?.inputTokens ?? null,
    output_tokens: usage?.outputTokens ?? null,
    cost_usd: verdict.costUsd ?? null,
    served_model: servedModel,
  };
}

function toGrade(item: Item, read: Pick<Grade, "outcome" | "score" | "reason" | "detail">): Grade {
  const extracted = read.outcome !== "graded" ? null : read.score === 1 ? "met" : "not met";
  return {
    item: item.id,
    metric: "criterion",
    ...read,
    expected: null,
    extracted,
    official: { extracted, score: read.outcome === "graded" ? read.score ?? 0 : 0, error: null },
    // Many criteria share the one turn.
    turn: null,
  };
}
