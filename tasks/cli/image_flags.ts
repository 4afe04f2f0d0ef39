import { type Command, Option } from "commander";
import { wholeNumber } from "./flag_values.ts";

/** The flags about images. */
export interface ImageFlags {
  readonly imageMaxPixels?: number;
  readonly checkImages?: "stop" | "warn";
}

/** Adds the flags about images to a command. */
export function imageOptions(command: Command): Command {
  return command
    .option(
      "--image-max-pixels <number>",
      "with --image-mode local: resize PNG and JPEG images with more pixels (width x height), aspect kept; other formats " +
        "above it are not sent. Recorded with every image and part of the run's identity; kept beside the results. Not official",
      wholeNumber(1),
    )
    .addOption(
      new Option(
        "--check-images [stop|warn]",
        "before the run, ask once for every image URL (or look for every local file) whether an image is there; when one " +
          "is not, list them all and stop with status 2, or go on and say so in the result. Goes with --dry-run too",
      ).choices(["stop", "warn"]).preset("stop"),
    );
}
