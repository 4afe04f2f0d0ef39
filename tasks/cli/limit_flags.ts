import { type Command, Option } from "commander";
import { aboveZero, byteCount, wholeNumber } from "./flag_values.ts";

/** The flags that bound a run: rates, outages, money. */
export interface LimitFlags {
  readonly rpm?: number;
  readonly tpm?: number;
  readonly maxBytesInFlight: number;
  readonly patience: number;
  readonly prices?: string;
  readonly pilot?: number;
  readonly maxCost?: number;
  readonly maxTokensTotal?: number;
}

/** How long a dead endpoint, or one that asks to wait, is waited for. */
export function patienceOption(): Option {
  return new Option(
    "--patience <seconds>",
    "how long to wait for a dead endpoint, or as long as one asks to (a minute at least), before the run is stopped, resumably",
  ).argParser(wholeNumber(0)).default(900);
}

/** Adds the flags that bound a run to a command. */
export function limitOptions(command: Command): Command {
  return command
    .optionsGroup(
      "Limits and cost (calls at once, up to --concurrency, follow what the endpoint takes by themselves):",
    )
    .option("--rpm <number>", "requests in any minute at most", wholeNumber(1))
    .option(
      "--tpm <number>",
      "tokens in any minute at most, estimated when a call is sent and corrected by what it used",
      wholeNumber(1),
    )
    .addOption(
      new Option(
        "--max-bytes-in-flight <size>",
        "bytes of request bodies built or sent at once, e.g. 1GB; a larger body goes alone. Bounds the memory of images " +
          "that are sent as files",
      ).argParser(byteCount).default(256_000_000, "256MB"),
    )
    .addOption(patienceOption())
    .option(
      "--prices <file>",
      "price table; goes before the one that comes along, data/prices.json",
    )
    .option(
      "--pilot <number>",
      "run only so many cases, at random by --seed; predict tokens, money and time of the rest; --resume runs it",
      wholeNumber(1),
    )
    .option(
      "--max-cost <dollars>",
      "start no call that might bring the whole run, judges and earlier parts included, above this",
      aboveZero,
    )
    .option("--max-tokens-total <number>", "the same for tokens", wholeNumber(1));
}
