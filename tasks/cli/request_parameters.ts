import type { Benchmark, RequestParameters } from "../../mod.ts";

/** What the user wants otherwise than the protocol. */
export interface ParameterFlags {
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly param?: Readonly<Record<string, unknown>>;
}

/** The protocol's parameters, then the user's; a user's `null` leaves one out. */
export function requestParameters(
  benchmark: Pick<Benchmark, "parameters">,
  flags: ParameterFlags,
): RequestParameters {
  const protocol = benchmark.parameters ?? { n: 1, temperature: 0, max_tokens: 16384 };
  const limit = "max_completion_tokens" in protocol ? "max_completion_tokens" : "max_tokens";
  const all = {
    ...protocol,
    ...(flags.temperature === undefined ? {} : { temperature: flags.temperature }),
    ...(flags.maxTokens === undefined ? {} : { [limit]: flags.maxTokens }),
    ...flags.param,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** The most tokens a reply may have, by its parameters; null when they set no limit. */
export function replyLimit(parameters: RequestParameters): number | null {
  const limit = parameters["max_completion_tokens"] ?? parameters["max_tokens"];
  return typeof limit === "number" ? limit : null;
}
