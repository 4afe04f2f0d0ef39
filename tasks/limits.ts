import type { Command } from "commander";
import {
  adaptiveLimiter,
  httpModel,
  type Message,
  type SimulatedEnforcement,
  startSimulatedServer,
} from "../mod.ts";
import { wholeNumber } from "./cli/flag_values.ts";
import { printOut, runTask } from "./cli/run_task.ts";
import { taskCommand } from "./cli/task_command.ts";

interface Flags {
  readonly window: number;
  readonly settle: number;
  readonly measure: number;
  readonly requests: number;
  readonly workers: number;
  readonly json?: boolean;
}

/** What came of one enforced limit, after settling. */
interface Finding {
  readonly name: string;
  /** Accepted over allowed. */
  readonly used: number;
  /** Refused with 429 over all. */
  readonly refused: number;
  /** Requests sent before a Retry-After had passed. */
  readonly violations: number;
  readonly isKept: boolean;
}

const LEAST_USED = 0.95;
const MOST_REFUSED = 0.01;

async function main(args: readonly string[]): Promise<number> {
  const command = program();
  command.parse(args, { from: "user" });
  const flags = command.opts<Flags>();
  const rules = ([true, "remaining", false] as const).flatMap((headers) =>
    [{ rpm: flags.requests }, { tpm: flags.requests * TOKENS }].map((limit) => ({
      ...limit,
      headers,
      retryAfter: true,
      windowMs: flags.window * 1000,
    }))
  );
  const findings = await Promise.all(rules.map((rule) => measure(rule, flags)));
  if (flags.json) console.log(JSON.stringify(findings, null, 2));
  else for (const finding of findings) printOut(line(finding));
  return findings.every(({ isKept }) => isKept) ? 0 : 1;
}

/** Tokens of one call below: so the two limits allow the same number of calls. */
const TOKENS = 200;

/** Asks as fast as the limiter lets for a while, and counts what the server says once it has settled. */
async function measure(enforce: SimulatedEnforcement, flags: Flags): Promise<Finding> {
  const { windowMs = 0, rpm, tpm, headers } = enforce;
  const told = headers === "remaining"
    ? "with the rest only"
    : `${headers ? "with" : "without"} headers`;
  await using server = await startSimulatedServer({ enforce, latencyMs: 20 });
  const limiter = adaptiveLimiter({ windowMs, maxConcurrency: flags.workers });
  const model = httpModel({
    model: "sim-weak",
    apiBase: server.baseUrl,
    limiter,
    maxRetries: 100,
    // A minute is scaled down, so the waits between attempts are too; the limiter holds Retry-After in full.
    wait: (ms) => pause(ms * windowMs / 60_000),
  });
  const stop = new AbortController();
  const ask = async (worker: number) => {
    for (let n = 0; !stop.signal.aborted; n++) {
      await model.reply(prompt(`${worker}-${n}`), { signal: stop.signal }).catch((error) => {
        if (!stop.signal.aborted) throw error;
      });
    }
  };
  const workers = Promise.all(Array.from({ length: flags.workers }, (_, n) => ask(n)));
  await pause(flags.settle * windowMs);
  const before = server.enforced;
  const start = performance.now();
  await pause(flags.measure * windowMs);
  const after = server.enforced;
  const windows = (performance.now() - start) / windowMs;
  stop.abort();
  await workers;
  if (before === null || after === null) throw new RangeError("nothing was enforced");
  const accepted = after.accepted - before.accepted;
  const refused = after.refused - before.refused;
  const tokens = after.tokensAccepted - before.tokensAccepted;
  const finding = {
    name: `${rpm === undefined ? "TPM" : "RPM"} ${told}`,
    used: rpm === undefined ? tokens / (windows * (tpm ?? 1)) : accepted / (windows * rpm),
    refused: refused / Math.max(1, accepted + refused),
    violations: after.violations,
  };
  const { used, violations } = finding;
  const isKept = used >= LEAST_USED && finding.refused < MOST_REFUSED && violations === 0;
  return { ...finding, isKept };
}

/** About as many tokens as one call is meant to use. */
function prompt(name: string): readonly Message[] {
  return [{ role: "user", content: `${name} `.padEnd(4 * (TOKENS - 20), "x") }];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function line({ name, used, refused, violations, isKept }: Finding): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return `${name.padEnd(24)} used ${percent(used).padStart(9)} of the limit, refused ${
    percent(refused)
  }, Retry-After violated ${violations} times: ${isKept ? "kept" : "NOT KEPT"}`;
}

function program(): Command {
  return taskCommand("limits")
    .description(
      "Measures the limiter against local servers that enforce requests and tokens a window, with headers, with headers that tell " +
        "the rest only, and without: " +
        "at least 95 % of what is allowed is used once it has settled, under 1 % is refused, Retry-After is never violated.",
    )
    .allowExcessArguments(false)
    .option("--window <seconds>", "what counts as a minute", wholeNumber(1), 5)
    .option("--settle <windows>", "before counting", wholeNumber(1), 8)
    .option("--measure <windows>", "counted", wholeNumber(1), 20)
    .option("--requests <number>", "allowed a window", wholeNumber(1), 250)
    .option("--workers <number>", "asking at once", wholeNumber(1), 20)
    .option("--json", "print the findings as JSON");
}

if (import.meta.main) await runTask(main);
