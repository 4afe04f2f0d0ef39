import type { FinishedRun, SimulatedFaultKind } from "../../mod.ts";
import { loadDemoSet } from "../cli/demo_set.ts";
import { runDemo } from "./run_demo.ts";

/** Faults that pass when the call is made again, and one that only takes the token counts away. */
export const TRANSIENT: readonly SimulatedFaultKind[] = [
  ...["429", "500", "502_html", "503", "hang", "reset", "cut_body", "stall"] as const,
  ...[
    "malformed_json",
    "empty_body",
    "html_200",
    "error_200",
    "choice_error",
    "empty_choices",
  ] as const,
  ...["empty_content", "null_content", "no_usage"] as const,
];

/** What became of a run with one kind of fault in it. */
export interface TransientFinding {
  readonly benchmark: string;
  readonly kind: SimulatedFaultKind;
  /** Requests struck. */
  readonly struck: number;
  /** Requests in all. */
  readonly requests: number;
  /** Items whose answer, reading or outcome is not the fault-free run's; empty when the promise holds. */
  readonly changed: readonly string[];
}

/** Strikes a share of the prompts once with each kind, and compares with the run without faults. */
export async function transientFaults(
  options: {
    readonly kinds?: readonly SimulatedFaultKind[];
    readonly benchmarks?: readonly ("liveclin" | "livemedbench")[];
    readonly share?: number;
    readonly limit?: number;
  } = {},
): Promise<readonly TransientFinding[]> {
  const { kinds = TRANSIENT, share = 0.2, limit } = options;
  const findings: TransientFinding[] = [];
  for (const name of options.benchmarks ?? ["liveclin", "livemedbench"] as const) {
    const loaded = await loadDemoSet(name);
    const set = { ...loaded, cases: loaded.cases.slice(0, limit) };
    const expected = told(await runDemo(set, { faults: [], maxRetries: 1 }));
    for (const kind of kinds) {
      let struck = 0;
      let requests = 0;
      const fault = {
        kind,
        share,
        attempts: 1,
        // Told of every request that the fault may strike; counts what the server's own counts would say.
        match: (_: unknown, attempt: number) => {
          requests++;
          if (attempt > 1) struck++;
          return true;
        },
      };
      const found = told(await runDemo(set, { faults: [fault], maxRetries: 5 }));
      const items = new Set([...expected.keys(), ...found.keys()]);
      findings.push({
        benchmark: name,
        kind,
        struck,
        requests,
        changed: [...items].filter((item) => expected.get(item) !== found.get(item)),
      });
    }
  }
  return findings;
}

/** Every item's answer and reading, without what only tells how it was got. */
function told({ run, status }: FinishedRun): ReadonlyMap<string, string> {
  const items = run.results.flatMap(({ case: c, turns, grades }) =>
    grades.map((grade): readonly [string, string] => [
      `${c.id} ${grade.item}`,
      JSON.stringify([
        turns.find(({ items }) => items.includes(grade.item))?.reply?.content,
        grade.outcome,
        grade.score,
        grade.extracted,
        grade.official,
      ]),
    ])
  );
  return new Map([["status", status], ...items]);
}
