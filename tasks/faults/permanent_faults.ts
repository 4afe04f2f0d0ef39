import type { Case, Outcome, Result, SimulatedFault, SimulatedFaultKind } from "../../mod.ts";
import { type DemoSet, loadDemoSet } from "../cli/demo_set.ts";
import { runDemo } from "./run_demo.ts";

/** What must become of the question struck, and of those after it; `stops` ends the whole run. */
interface Expectation {
  readonly outcome: Outcome | "stops";
  readonly later: "skipped" | "graded";
  /** Questions of which the fault can be known. */
  readonly applies?: (c: Case, position: number) => boolean;
}

const FAILS: Expectation = { outcome: "failed", later: "skipped" };

/** Every kind of fault there is, as it must end when no attempt succeeds. */
export const PERMANENT: Readonly<Record<SimulatedFaultKind, Expectation>> = {
  "429": FAILS,
  "429_quota": { outcome: "stops", later: "skipped" },
  "500": FAILS,
  "502_html": FAILS,
  "503": FAILS,
  hang: FAILS,
  reset: FAILS,
  cut_body: FAILS,
  stall: FAILS,
  malformed_json: FAILS,
  empty_body: FAILS,
  html_200: FAILS,
  error_200: FAILS,
  choice_error: FAILS,
  empty_choices: FAILS,
  empty_content: { outcome: "empty", later: "skipped" },
  null_content: { outcome: "empty", later: "skipped" },
  zero_usage: { outcome: "graded", later: "graded" },
  no_usage: { outcome: "graded", later: "graded" },
  truncation: { outcome: "truncated", later: "graded" },
  // A first prompt is compared with nothing: that the server read only its tail shows one turn later at the earliest.
  context_cut: { outcome: "context_cut", later: "graded", applies: (_, position) => position > 1 },
  content_filter: { outcome: "refused", later: "skipped" },
  content_filter_400: { outcome: "refused", later: "skipped" },
  flagged_403: { outcome: "refused", later: "skipped" },
  context_too_long: FAILS,
  image_refused: { outcome: "media_missing", later: "skipped", applies: hasImageBy },
  wrong_key: { outcome: "stops", later: "skipped" },
};

/** One cell of the matrix. */
export interface PermanentFinding {
  readonly kind: SimulatedFaultKind;
  readonly position: number;
  readonly imageMode: "url" | "local";
  /** Questions struck. */
  readonly struck: number;
  /** What is not as it must be; empty when the promise holds. */
  readonly broken: readonly string[];
}

/** Every kind of fault × turn position × image mode, at every attempt. */
export async function permanentFaults(
  options: {
    readonly kinds?: readonly SimulatedFaultKind[];
    readonly positions?: readonly number[];
    readonly imageModes?: readonly ("url" | "local")[];
    readonly limit?: number;
    readonly onCell?: (finding: PermanentFinding) => void;
  } = {},
): Promise<readonly PermanentFinding[]> {
  const kinds = options.kinds ?? kindsOf(PERMANENT);
  const findings: PermanentFinding[] = [];
  for (const imageMode of options.imageModes ?? ["url", "local"] as const) {
    const loaded = await loadDemoSet("liveclin", imageMode);
    const set = { ...loaded, cases: loaded.cases.slice(0, options.limit) };
    const clean = await runDemo(set, { faults: [], maxRetries: 1 });
    for (const position of options.positions ?? [1, 2, 3, 4, 5, 6]) {
      for (const kind of kinds) {
        const applies = PERMANENT[kind].applies ?? (() => true);
        if (!set.cases.some((c) => c.items.length >= position && applies(c, position))) continue;
        const found = await strike(set, { kind, position, clean: clean.run.results });
        const finding = { kind, position, imageMode, ...found };
        findings.push(finding);
        options.onCell?.(finding);
      }
    }
  }
  return findings;
}

async function strike(
  set: DemoSet,
  { kind, position, clean }: {
    readonly kind: SimulatedFaultKind;
    readonly position: number;
    readonly clean: readonly Result[];
  },
): Promise<Pick<PermanentFinding, "struck" | "broken">> {
  const fault: SimulatedFault = {
    kind,
    windowTokens: 64,
    match: ({ messages }) =>
      messages.filter(({ role }) => role === "assistant").length === position - 1,
  };
  const { run, status, error } = await runDemo(set, { faults: [fault], maxRetries: 2 });
  const expected = PERMANENT[kind];
  const isStruck = (c: Case) =>
    c.items.length >= position && (expected.applies?.(c, position) ?? true);
  const struck = set.cases.filter(isStruck).length;
  const broken: string[] = [];
  const counted = Object.values(run.clean.outcomes).reduce((sum, count) => sum + count, 0);
  const planned = set.cases.reduce((sum, { items }) => sum + items.length, 0);
  if (counted !== planned) broken.push(`${counted} outcomes for ${planned} questions`);
  if (expected.outcome === "stops") {
    if (struck > 0 && (status !== "stopped" || error?.failure.kind !== "auth")) {
      broken.push(
        `the run is ${status} (${error?.failure.kind ?? "no error"}), expected to be stopped`,
      );
    }
    for (const { case: c, grades } of run.results) {
      const bad = grades.find(({ outcome }) => outcome !== "graded");
      if (isStruck(c)) broken.push(`${c.id} was struck and has a result`);
      else if (bad) broken.push(`${c.id} ${bad.item} is ${bad.outcome}`);
    }
    return { struck, broken };
  }
  if (status !== "complete") broken.push(`the run is ${status}`);
  for (const result of run.results) {
    const genuine = clean.find(({ case: c }) => c.id === result.case.id);
    broken.push(
      ...wrongs(result, { expected, position: isStruck(result.case) ? position : null, genuine }),
    );
  }
  return { struck, broken };
}

/** `position` is null for a case that the fault does not strike. */
function wrongs(
  { case: c, grades, turns }: Result,
  { expected, position, genuine }: {
    readonly expected: Expectation;
    readonly position: number | null;
    readonly genuine: Result | undefined;
  },
): readonly string[] {
  return grades.flatMap((grade, n) => {
    const place = n + 1;
    const isStruck = place === position;
    const must = isStruck
      ? expected.outcome
      : position !== null && place > position
      ? expected.later
      : "graded";
    const name = `${c.id} ${grade.item}`;
    if (grade.outcome !== must) return [`${name} is ${grade.outcome}, expected ${must}`];
    const isUnknown = ["failed", "skipped", "media_missing", "context_cut"].includes(must);
    const isZero = ["refused", "empty", "truncated"].includes(must);
    if (isUnknown && grade.score !== null) return [`${name} is ${must} with a score`];
    if (isZero && grade.score !== 0) return [`${name} is ${must} without the score 0`];
    if (must !== "graded" && grade.reason === null) return [`${name} is ${must} without a reason`];
    const reply = turns.find(({ index }) => index === n)?.reply?.content;
    const first = genuine?.turns.find(({ index }) => index === n)?.reply?.content;
    const isBefore = position === null || place < position;
    if (isBefore && reply !== first) return [`${name} holds another reply than without faults`];
    if (must === "skipped" && reply !== undefined) return [`${name} is skipped and has a reply`];
    if (must === "failed" && (reply !== undefined || grade.official.extracted !== null)) {
      return [`${name} failed and has an answer`];
    }
    return [];
  });
}

/** Whether the prompt of that turn carries an image, its own or one of the history. */
function hasImageBy(c: Case, position: number): boolean {
  return c.items.slice(0, position).some(({ labels }) => (labels.image ?? []).length > 0);
}

function kindsOf(
  table: Readonly<Record<SimulatedFaultKind, unknown>>,
): readonly SimulatedFaultKind[] {
  const isKind = (name: string): name is SimulatedFaultKind => Object.hasOwn(table, name);
  return Object.keys(table).filter(isKind);
}
