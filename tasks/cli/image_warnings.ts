import { SetUpError } from "../../mod.ts";
import {
  brokenLines,
  checkImages,
  type CheckImagesOptions,
  imageCheckLine,
} from "./check_images.ts";
import type { ImageFlags } from "./image_flags.ts";
import type { LoadedData } from "./load_data.ts";
import { printNote } from "./run_task.ts";

/** Checks the images if that is asked for: what is to be said in the result. Throws when the run is not to start. */
export async function imageWarnings(
  data: LoadedData,
  { what, ...options }: CheckImagesOptions & {
    readonly what: ImageFlags["checkImages"];
  },
): Promise<readonly string[]> {
  if (what === undefined) return [];
  printNote("Checking the images ...");
  const check = await checkImages(data, options);
  const line = imageCheckLine(check);
  if (check.broken.length === 0) {
    printNote(line);
    return [];
  }
  const lines = [`${line}:`, ...brokenLines(check, 50)];
  if (what === "stop") {
    throw new SetUpError(
      `${
        lines.join("\n")
      }\nTheir questions would end as media_missing or be refused. --check-images warn goes on`,
    );
  }
  for (const text of lines) printNote(text);
  const named = [...new Set(check.broken.map(({ source, reason }) => `${source} (${reason})`))];
  const more = named.length > 10 ? `, and ${named.length - 10} more` : "";
  return [`Checked before the run, ${line}: ${named.slice(0, 10).join(", ")}${more}`];
}
