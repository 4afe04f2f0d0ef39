import type { Spend } from "../types.ts";
import type { FieldReader } from "../parse/field_reader.ts";

/** What a run spent that its results do not tell. */
export type SpendBeside = Pick<Spend, "unfinished" | "untold">;

/** That part of what a run spent. */
export function spendBeside({ unfinished, untold }: SpendBeside = {}): SpendBeside {
  return {
    ...(unfinished === undefined ? {} : { unfinished }),
    ...(untold === undefined ? {} : { untold }),
  };
}

/** That part as a result file keeps it. Throws a `CaseError` for a field of the wrong kind. */
export function readSpendBeside(spend: FieldReader | null): SpendBeside {
  const unfinished = spend?.object("unfinished") ?? null;
  const untold = spend?.object("untold") ?? null;
  return {
    ...(unfinished === null ? {} : {
      unfinished: {
        turns: unfinished.required("turns", unfinished.number("turns")),
        input_tokens: unfinished.number("input_tokens"),
        output_tokens: unfinished.number("output_tokens"),
        cost_usd: unfinished.number("cost_usd"),
      },
    }),
    ...(untold === null ? {} : {
      untold: {
        calls: untold.required("calls", untold.number("calls")),
        tokens: untold.required("tokens", untold.number("tokens")),
        cost_usd: untold.required("cost_usd", untold.number("cost_usd")),
      },
    }),
  };
}
