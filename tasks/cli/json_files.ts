import { UsageError } from "./run_task.ts";

/** Reads a JSON file. Throws a SyntaxError that names it. */
export async function readJson(path: string): Promise<unknown> {
  const text = await Deno.readTextFile(path);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SyntaxError(`${path} is no JSON: ${why}`, { cause });
  }
}

/** What a JSON output holds already; null when it is to be written afresh. Refuses to replace it unasked. */
export async function readOutput(
  path: string,
  flags: { readonly resume?: boolean; readonly overwrite?: boolean },
): Promise<unknown> {
  const found = await Deno.stat(path).catch(() => null);
  if (found === null || flags.overwrite) return null;
  if (!flags.resume) {
    throw new UsageError(
      `${path} exists: use --resume to go on with it, --overwrite to replace it, or another --output-file`,
    );
  }
  return await readJson(path);
}

/** JSON as the reference writes it: indented by two, other scripts as they are. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
