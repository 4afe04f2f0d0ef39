import { parseJournal } from "../../mod.ts";
import { type RequestNames, turnName } from "./name_requests.ts";

/** Answered turns and verdicts on the disk beside an output, and what was answered; of files not there yet, none. */
export async function readKept(
  output: string,
  names: RequestNames,
): Promise<ReadonlyMap<string, string>> {
  const journal = await bytesOf(`${output}.journal.jsonl`);
  const { entries } = parseJournal(journal, output);
  const turns = entries.filter(({ turn }) => turn.error === null).map((
    { caseId, turn },
  ): readonly [string, string] => [turnName(caseId, turn.index), turn.reply?.content ?? ""]);
  const verdicts = new TextDecoder().decode(await bytesOf(`${output}.verdicts.jsonl`));
  // The last line may be torn, the first names the format.
  const lines = verdicts.split("\n").slice(1, -1).map((line) => JSON.parse(line));
  return new Map([
    ...turns,
    ...lines.map(({ key, met, evidence }): readonly [string, string] => [
      names.ofKey(key),
      JSON.stringify([met, evidence]),
    ]),
  ]);
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return new Uint8Array();
    throw error;
  }
}
