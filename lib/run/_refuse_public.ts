import type { Judge, Model } from "../types.ts";
import { isPrivateAddress } from "../parse/is_private_address.ts";
import { SetUpError } from "./set_up_error.ts";

/** Who would be asked in a private run. */
export interface RefusePublicOptions {
  readonly model: Model;
  readonly judge?: Judge;
  /** Listed beside this machine. */
  readonly hosts: readonly string[];
}

/** Throws a `SetUpError` when a private run would ask anybody elsewhere. An origin that is no URL is not on a network. */
export function refusePublic({ model, judge, hosts }: RefusePublicOptions): void {
  if (judge !== undefined && judge.origins === undefined) {
    throw new SetUpError(
      `The run is private, and the judge ${judge.name} does not tell where it asks (its \`origins\`)`,
    );
  }
  const asked = [
    { who: `the model ${model.name}`, origin: model.origin },
    ...(judge?.origins ?? []).map((origin) => ({ who: `the judge ${judge?.name}`, origin })),
  ];
  for (const { who, origin } of asked) {
    if (!/^https?:/.test(origin) || isPrivateAddress(origin, { hosts })) continue;
    throw new SetUpError(
      `The run is private, and ${who} is at ${origin}, which is neither this machine nor listed: nothing was sent. ` +
        "--private-host NAME lists a host that may have the data",
    );
  }
}
