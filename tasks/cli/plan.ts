import { planRun, type RequestParameters, type RunPlan, writeAtomically } from "../../mod.ts";
import type { LoadedData } from "./load_data.ts";
import { costLines, type PlanCost } from "./plan_cost.ts";
import { replyLimit } from "./request_parameters.ts";

/** How a plan is made. */
export interface WritePlanOptions {
  readonly trials: number;
  /** File for the first requests; null for none. */
  readonly requests: string | null;
  readonly model: string;
  readonly parameters: RequestParameters;
}

/** Plans a run without sending anything and, if asked, writes the first request of every case, one JSON object a line. */
export async function writePlan(data: LoadedData, options: WritePlanOptions): Promise<RunPlan> {
  const { benchmark, cases } = data;
  const first = new Map<string, string>();
  const licences = new Map(cases.map(({ id, licence }) => [id, licence ?? benchmark.license]));
  const plan = await planRun(cases, {
    benchmark,
    trials: options.trials,
    onFirstRequest: (caseId, { messages, images }) => {
      const body = { model: options.model, messages, ...options.parameters };
      if (options.requests !== null) {
        first.set(
          caseId,
          JSON.stringify({ case_id: caseId, body, images, licence: licences.get(caseId) }),
        );
      }
    },
  });
  if (options.requests !== null) {
    const lines = cases.map(({ id }) => `${first.get(id) ?? ""}\n`);
    await writeAtomically(options.requests, lines);
  }
  return plan;
}

/** What a plan's text says beside the plan. */
export interface PlanTextOptions {
  readonly dataset: LoadedData["dataset"];
  readonly files: LoadedData["files"];
  readonly parameters: RequestParameters;
  readonly requests: string | null;
  readonly cost: PlanCost;
}

/** A plan as terminal text. */
export function planText(plan: RunPlan, options: PlanTextOptions): string {
  const { dataset, files, parameters, requests, cost } = options;
  const limit = replyLimit(parameters);
  const count = (value: number) => value.toLocaleString("en-US");
  const missing = plan.missingImages.map(({ caseId, items, image }) =>
    `    case ${caseId}, ${items.join(" ")}: ${image.source} (${image.delivery})`
  );
  const lines = [
    `Plan (nothing was sent)`,
    `  dataset       ${dataset.name} (${files.recordsPath}${
      dataset.revision === null ? "" : `, revision ${dataset.revision}`
    })`,
    `  cases         ${count(plan.cases)}`,
    `  questions     ${count(plan.items)}`,
    `  requests      ${count(plan.requests)} when every call succeeds`,
    `  images sent   ${count(plan.imagesSent)}, those repeated with the history included`,
    `  input tokens  about ${
      count(plan.inputTokens)
    } (a quarter of the characters, 1,000 an image, replies of 800 characters)`,
    limit === null
      ? "  output tokens not limited by the request"
      : `  output tokens at most ${count(plan.requests * limit)} (${count(limit)} a reply)`,
    ...(plan.judgements === 0 ? [] : [
      `  judge calls   ${count(plan.judgements)} for each judge, when every reply can be read`,
    ]),
    ...costLines(cost),
    missing.length === 0
      ? `  images        all can be delivered`
      : `  images        ${missing.length} cannot be delivered; their questions would end as media_missing:`,
    ...missing,
    ...plan.doubtfulImages.map(({ caseId, items, image }) =>
      `    case ${caseId}, ${
        items.join(" ")
      }: ${image.source} is sent, but its content is of no known format`
    ),
    ...(requests === null ? [] : [`  first requests written to ${requests}`]),
  ];
  return `${lines.join("\n")}\n`;
}
