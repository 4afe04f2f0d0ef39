import type { Run, Turn } from "../types.ts";
import type { Column } from "./column.ts";
import { conditionOf } from "./_condition_of.ts";
import { effortColumns } from "./_effort_columns.ts";
import { isSimulated } from "./is_simulated.ts";
import { OUTCOMES } from "../graders/outcomes.ts";

const SETTING_COLUMNS: readonly Column<Run>[] = [
  { name: "run_id", type: "string", description: "Id of the run", read: (run) => run.id },
  {
    name: "file",
    type: "string",
    description: "Path of the result file; null when it was never saved",
    read: (run) => run.file,
  },
  { name: "model", type: "string", description: "Model asked for", read: (run) => run.model },
  { name: "dataset", type: "string", description: "Dataset name", read: (run) => run.dataset },
  {
    name: "benchmark",
    type: "string",
    description: "Benchmark name",
    read: (run) => run.benchmark,
  },
  {
    name: "condition",
    type: "string",
    description: "Condition of the run (full, no_image, …); null when the file does not say",
    read: conditionOf,
  },
  {
    name: "simulated",
    type: "boolean",
    description: "The answers come from a simulated model, not from a real one",
    read: isSimulated,
  },
  {
    name: "private",
    type: "boolean",
    description: "The run is private: other frames leave its texts out",
    read: (run) => run.manifest?.private ?? false,
  },
  {
    name: "started_at",
    type: "datetime",
    description: "Start of the run, UTC; null when the file gives no readable time",
    read: (run) => moment(run.startedAt),
  },
  {
    name: "finished_at",
    type: "datetime",
    description: "End of the run, UTC; null when the file gives no readable time",
    read: (run) => moment(run.finishedAt),
  },
  {
    name: "benchmark_version",
    type: "string",
    description:
      "Version of the benchmark's code; this and the next columns are null in a reference evaluator's file",
    read: (run) => run.manifest?.benchmark_version ?? null,
  },
  {
    name: "identity",
    type: "string",
    description: "The benchmark's own options that can change an answer, as JSON",
    read: (run) => run.manifest === null ? null : JSON.stringify(run.manifest.identity),
  },
  {
    name: "parameters",
    type: "string",
    description: "Request parameters, as JSON",
    read: (run) => run.manifest === null ? null : JSON.stringify(run.manifest.parameters),
  },
  {
    name: "origin",
    type: "string",
    description: "Endpoint: scheme, host and port",
    read: (run) => run.manifest?.origin ?? null,
  },
  {
    name: "trials",
    type: "integer",
    description: "Repetitions of each case",
    read: (run) => run.manifest?.trials ?? null,
  },
  {
    name: "judges",
    type: "strings",
    description: "Judges, empty where the benchmark has none",
    read: (run) => run.manifest?.judges ?? null,
  },
  {
    name: "dataset_revision",
    type: "string",
    description: "Hub revision of the dataset; null for local files",
    read: (run) => run.manifest?.dataset_revision ?? null,
  },
  {
    name: "dataset_sha256",
    type: "string",
    description: "Digest of the records file",
    read: (run) => run.manifest?.dataset_sha256 ?? null,
  },
  {
    name: "cases_sha256",
    type: "string",
    description: "Digest of the planned case ids: equal digests are runs of the same cases",
    read: (run) => run.manifest?.cases_sha256 ?? null,
  },
  {
    name: "toolkit",
    type: "string",
    description: "Version of this toolkit that made the run",
    read: (run) => run.manifest?.toolkit ?? null,
  },
];

const COUNT_COLUMNS: readonly Column<Run>[] = [
  {
    name: "planned_cases",
    type: "integer",
    description: "Cases (× trials) the run set out to do",
    read: (run) => run.planned.cases,
  },
  {
    name: "cases",
    type: "integer",
    description: "Cases (× trials) it finished",
    read: (run) => run.results.length,
  },
  {
    name: "planned_questions",
    type: "integer",
    description: "Questions the run set out to ask; the outcomes add up to them",
    read: (run) => run.planned.items,
  },
  ...OUTCOMES.map((outcome): Column<Run> => ({
    name: `n_${outcome}`,
    type: "integer",
    description: `Questions with outcome ${outcome}`,
    read: (run) => run.clean.outcomes[outcome],
  })),
  ...(["items", "cases"] as const).flatMap((unit): Column<Run>[] => {
    const name = unit === "items" ? "question" : "case";
    return [
      {
        name: `clean_${name}_score`,
        type: "number",
        description: `Clean ${name} accuracy, 0 to 1, over the ${name}s whose score is known`,
        read: (run) => run.clean[unit].score,
      },
      {
        name: `clean_${name}_coverage`,
        type: "number",
        description: `Share of the planned ${name}s whose score is known`,
        read: (run) => run.clean[unit].coverage,
      },
      {
        name: `clean_${name}_low`,
        type: "number",
        description: `Clean ${name} accuracy if every unknown ${name} were wrong`,
        read: (run) => run.clean[unit].low,
      },
      {
        name: `clean_${name}_high`,
        type: "number",
        description: `Clean ${name} accuracy if every unknown ${name} were right`,
        read: (run) => run.clean[unit].high,
      },
    ];
  }),
];

/** Every column of `runsFrame`, in order. */
export const RUN_COLUMNS: readonly Column<Run>[] = [
  ...SETTING_COLUMNS,
  ...COUNT_COLUMNS,
  ...effortColumns(turnsOf),
  ...([
    ["input_tokens", "integer", "Prompt tokens of the judges"],
    ["output_tokens", "integer", "Tokens of the judges' replies"],
    ["cost_usd", "number", "What judging cost, US dollars, beside the model's own cost"],
  ] as const).map(([name, type, what]): Column<Run> => ({
    name: `judge_${name}`,
    type,
    description: `${what}; null when nothing was judged or it is unknown`,
    read: (run) => run.spend?.judge?.[name] ?? null,
  })),
  {
    name: "warnings",
    type: "strings",
    description: "What the run or the reader of its file warned of",
    read: (run) => run.warnings,
  },
];

function turnsOf(run: Run): readonly Turn[] {
  return run.results.flatMap((result) => result.turns);
}

/** A time without a zone is taken as UTC, so that a frame is the same on every machine. */
function moment(text: string | null): Date | null {
  if (text === null) return null;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
  const date = new Date(zoned);
  return Number.isFinite(date.getTime()) ? date : null;
}
