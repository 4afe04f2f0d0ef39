import {
  type Case,
  type Outcome,
  type Result,
  SIMULATED_FAULTS,
  type SimulatedFault,
  type SimulatedFaultKind,
} from "../../mod.ts";
import { type DemoSet, loadDemoSet } from "../cli/demo_set.ts";
import { runDemo } from "./run_demo.ts";

/** What must become of the criterion struck; `stops` ends the whole run, null is for faults a judge cannot have. */
type Expectation = Outcome | "stops" | null;

/** Every kind of fault there is, as it must end when it strikes a judge at every attempt. */
export const JUDGE_PERMANENT: Readonly<Record<SimulatedFaultKind, Expectation>> = {
  "429": "ungraded",
  "429_quota": "stops",
  "500": "ungraded",
  "502_html": "ungraded",
  "503": "ungraded",
  hang: "ungraded",
  reset: "ungraded",
  cut_body: "ungraded",
  stall: "ungraded",
  malformed_json: "ungraded",
  empty_body: "ungraded",
  html_200: "ungraded",
  error_200: "ungraded",
  choice_error: "ungraded",
  empty_choices: "ungraded",
  empty_content: "ungraded",
  null_content: "ungraded",
  zero_usage: "graded",
  no_usage: "graded",
  truncation: "ungraded",
  // One question, one reply: nothing shows that only the tail of it was read.
  context_cut: null,
  content_filter: "ungraded",
  content_filter_400: "ungraded",
  flagged_403: "ungraded",
  context_too_long: "ungraded",
  image_refused: null,
  wrong_key: "stops",
};

/** What became of a run whose judge failed on one criterion of each case. */
export interface JudgeFinding {
  readonly kind: SimulatedFaultKind;
  /** Criteria struck. */
  readonly struck: number;
  /** What is not as it must be; empty when the promise holds. */
  readonly broken: readonly string[];
}

/** Strikes the judgement of every case's first criterion with each kind, at every attempt. */
export async function judgeFaults(
  options: {
    readonly kinds?: readonly SimulatedFaultKind[];
    readonly limit?: number;
    readonly onKind?: (finding: JudgeFinding) => void;
  } = {},
): Promise<readonly JudgeFinding[]> {
  const isKind = (name: string): name is SimulatedFaultKind =>
    Object.hasOwn(SIMULATED_FAULTS, name);
  const kinds = options.kinds ?? Object.keys(JUDGE_PERMANENT).filter(isKind);
  const loaded = await loadDemoSet("livemedbench");
  const set = { ...loaded, cases: loaded.cases.slice(0, options.limit) };
  const clean = await runDemo(set, { faults: [], maxRetries: 1 });
  const findings: JudgeFinding[] = [];
  for (const kind of kinds) {
    const expected = JUDGE_PERMANENT[kind];
    if (expected === null) continue;
    const found = await strike(set, { kind, expected, clean: clean.run.results });
    const finding = { kind, ...found };
    findings.push(finding);
    options.onKind?.(finding);
  }
  return findings;
}

async function strike(
  set: DemoSet,
  { kind, expected, clean }: {
    readonly kind: SimulatedFaultKind;
    readonly expected: Outcome | "stops";
    readonly clean: readonly Result[];
  },
): Promise<Pick<JudgeFinding, "struck" | "broken">> {
  const struck = set.cases.filter((c) => isJudged(c, clean));
  const criteria = struck.map((c) => c.items[0]?.tags["criterion"] ?? "");
  const fault: SimulatedFault = {
    kind,
    match: ({ model, messages }) =>
      model === "sim-judge" &&
      criteria.some((criterion) => asksAbout(criterion, messages.at(-1)?.text ?? "")),
  };
  const { run, status, error } = await runDemo(set, { faults: [fault], maxRetries: 2 });
  const broken: string[] = [];
  const counted = Object.values(run.clean.outcomes).reduce((sum, count) => sum + count, 0);
  const planned = set.cases.reduce((sum, { items }) => sum + items.length, 0);
  if (counted !== planned) broken.push(`${counted} outcomes for ${planned} criteria`);
  if (expected === "stops") {
    if (status !== "stopped" || error?.failure.kind !== "auth") {
      broken.push(`the run is ${status} (${error?.failure.kind ?? "no error"}), expected stopped`);
    }
    return { struck: struck.length, broken };
  }
  if (status !== "complete") broken.push(`the run is ${status}`);
  for (const result of run.results) {
    const genuine = clean.find(({ case: c }) => c.id === result.case.id);
    for (const [n, grade] of result.grades.entries()) {
      const was = genuine?.grades[n];
      const isStruck = criteria.includes(result.case.items[n]?.tags["criterion"] ?? "") &&
        isJudged(result.case, clean);
      const must = isStruck ? expected : was?.outcome;
      const name = `${result.case.id} ${grade.item}`;
      if (grade.outcome !== must) broken.push(`${name} is ${grade.outcome}, expected ${must}`);
      else if (must === "ungraded" && (grade.score !== null || grade.reason === null)) {
        broken.push(`${name} is ungraded with a score or without a reason`);
      } else if (must === "graded" && grade.score !== was?.score) {
        broken.push(`${name} is judged otherwise than without faults`);
      }
    }
  }
  return { struck: struck.length, broken };
}

/** Whether the answer to a case is one that a judge is asked about. */
function isJudged(c: Case, clean: readonly Result[]): boolean {
  return clean.find((result) => result.case.id === c.id)?.grades[0]?.outcome === "graded";
}

/** Whether a judge's prompt has that criterion within its marks; its words may stand in the answer too. */
function asksAbout(criterion: string, prompt: string): boolean {
  return prompt.includes(`>\n${criterion}\n</criterion-`);
}
