import { CommanderError } from "commander";
import {
  BadRecordsError,
  CaseError,
  DatasetError,
  ModelError,
  OutputError,
  OutputLockedError,
  safeJson,
  SetUpError,
  terminalText,
} from "../../mod.ts";

/** Bad usage: one message, exit code 2. */
export class UsageError extends Error {}

/** Errors whose message is for the user and says everything; of others the place in the code is printed too. */
const FOR_THE_USER = [
  BadRecordsError,
  CaseError,
  DatasetError,
  ModelError,
  OutputError,
  OutputLockedError,
  SetUpError,
  UsageError,
  RangeError,
  SyntaxError,
  Deno.errors.PermissionDenied,
  Deno.errors.NotFound,
  Deno.errors.NotCapable,
  Deno.errors.IsADirectory,
  Deno.errors.NotADirectory,
];

/**
 * Runs a task's main function and ends the process with its exit code: 0 complete, 1 finished with failures, 2 bad usage
 * or set-up, 130 interrupted.
 */
export async function runTask(main: (args: readonly string[]) => Promise<number>): Promise<never> {
  try {
    Deno.exit(await main(Deno.args));
  } catch (error) {
    // Commander has printed its own message or help by now.
    if (error instanceof CommanderError) Deno.exit(error.exitCode === 0 ? 0 : 2);
    if (error instanceof DOMException && error.name === "AbortError") {
      console.error("Interrupted.");
      Deno.exit(130);
    }
    console.error(terminalText(messageOf(error)));
    Deno.exit(2);
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (FOR_THE_USER.some((kind) => error instanceof kind)) return `error: ${plainWords(error)}`;
  return `error: ${error.stack ?? error.message}`;
}

/** What the system says of a file that is not there, or a folder, in words of ours. */
function plainWords(error: Error): string {
  const path = /\(os error \d+\)(?:: \w+ '(.*)')?$/s.exec(error.message)?.[1];
  if (path === undefined) return error.message;
  if (error instanceof Deno.errors.NotFound) return `There is no file ${path}`;
  if (error instanceof Deno.errors.IsADirectory) return `${path} is a folder, expected a file`;
  return error.message;
}

/** Prints text to standard output with control characters made harmless. */
export function printOut(text: string): void {
  console.log(terminalText(text).trimEnd());
}

/** Prints a value as JSON to standard output, with control characters made harmless. */
export function printJson(value: unknown): void {
  console.log(safeJson(value, 2));
}

/** Prints a note to standard error with control characters made harmless. */
export function printNote(text: string): void {
  console.error(terminalText(text).trimEnd());
}
