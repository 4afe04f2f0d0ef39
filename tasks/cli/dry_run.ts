import {
  brokenLines,
  checkImages,
  type CheckImagesOptions,
  imageCheckLine,
} from "./check_images.ts";
import type { EvalFlags } from "./eval_flags.ts";
import type { LoadedData } from "./load_data.ts";
import { planText, writePlan } from "./plan.ts";
import { planCost } from "./plan_cost.ts";
import { requestParameters } from "./request_parameters.ts";
import { printJson, printOut } from "./run_task.ts";

/** Prints what a run would do, with a check of its images if that is asked for, and gives the exit code. */
export async function dryRun(
  flags: EvalFlags,
  data: LoadedData,
  options: CheckImagesOptions,
): Promise<number> {
  const parameters = requestParameters(data.benchmark, flags);
  const plan = await writePlan(data, {
    trials: flags.trials,
    requests: flags.requests ?? null,
    model: flags.model ?? "MODEL",
    parameters,
  });
  const cost = await planCost(flags, { data, plan, parameters });
  const check = flags.checkImages === undefined ? null : await checkImages(data, options);
  if (flags.json) {
    const { subject, ...rest } = cost;
    printJson({
      dataset: data.dataset.name,
      ...plan,
      ...subject,
      ...rest,
      ...(check === null ? {} : { imageCheck: check }),
    });
  } else {
    printOut(planText(plan, { ...data, parameters, requests: flags.requests ?? null, cost }));
    if (check !== null) {
      printOut(["", imageCheckLine(check), ...brokenLines(check, 200)].join("\n"));
    }
  }
  return flags.checkImages === "stop" && check !== null && check.broken.length > 0 ? 2 : 0;
}
