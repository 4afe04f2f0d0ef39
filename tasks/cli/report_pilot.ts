import { pilotForecast, renderPilot, type Run } from "../../mod.ts";
import { printNote, printOut } from "./run_task.ts";

/** Prints what a pilot predicts of the rest. */
export function reportPilot(run: Run, options: {
  readonly concurrency: number;
  readonly output: string;
  readonly json: boolean;
}): void {
  const { concurrency, output, json } = options;
  const forecast = pilotForecast(run, { concurrency });
  if (json) {
    console.log(JSON.stringify({ pilot: forecast, output }, null, 2));
    return;
  }
  printOut(renderPilot(forecast));
  printOut(`Results: ${output}`);
  printNote(
    "To run the rest (the pilot's answers are kept): the same command with --resume instead of --pilot",
  );
}
