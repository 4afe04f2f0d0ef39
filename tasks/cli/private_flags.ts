import type { Command } from "commander";
import { isPrivateAddress } from "../../mod.ts";
import { collect } from "./flag_values.ts";
import { UsageError } from "./run_task.ts";

/** The flags of a run whose data must not leave. */
export interface PrivateFlags {
  readonly private?: boolean;
  readonly privateHost?: readonly string[];
}

/** What such a run may reach. */
export interface Privacy {
  /** Hosts beside this machine. */
  readonly hosts: readonly string[];
}

/** Adds the flags to a command. */
export function privateOptions(command: Command): Command {
  return command
    .optionsGroup("Privacy:")
    .option(
      "--private",
      "send nothing but to this machine (and --private-host), follow no redirect and no proxy elsewhere, write files " +
        "for their owner only, and let exports leave the text of cases out",
    )
    .option(
      "--private-host <name[:port]>",
      "a host that may have the data too; implies --private (repeatable)",
      collect,
    );
}

/** What the flags ask for; null when the run is not private. Every file written from now on is for its owner only. */
export function openPrivacy(flags: PrivateFlags): Privacy | null {
  if (!flags.private && flags.privateHost === undefined) return null;
  const hosts = flags.privateHost ?? [];
  isPrivateAddress("http://127.0.0.1", { hosts });
  if (Deno.build.os !== "windows") Deno.umask(0o077);
  return { hosts };
}

/** Refuses, before anything is read or sent, every address that a private run may not reach. */
export function refuseAddresses(
  privacy: Privacy | null,
  addresses: Readonly<Record<string, string | undefined>>,
): void {
  if (privacy === null) return;
  for (const [what, address] of Object.entries(addresses)) {
    if (address === undefined || isPrivateAddress(address, privacy)) continue;
    const host = URL.parse(address)?.host ?? address;
    throw new UsageError(
      `--private: ${what} is at ${host}, which is neither this machine nor a listed host; nothing was sent. ` +
        `If it may have the data: --private-host ${host}`,
    );
  }
}

/** The addresses that judges are asked at, by what the user called them. */
export function judgeAddresses(
  flags: { readonly judge?: readonly string[]; readonly judgeApiBase?: string },
  otherwise: string | undefined,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries((flags.judge ?? []).map((name) => {
    const own = /^(.+?)@(https?:\/\/.+)$/.exec(name);
    return [
      `the judge ${own?.[1] ?? name}`,
      own?.[2] ?? flags.judgeApiBase ?? otherwise,
    ];
  }));
}
