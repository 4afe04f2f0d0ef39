import type { SimulatedFault, SimulatedFaultKind } from "./fault_types.ts";
import { SIMULATED_FAULTS } from "./simulated_faults.ts";

/**
 * Reads a fault as a command line gives it: `KIND`, `KIND=SHARE` or `KIND=SHARE:ATTEMPTS`, where the share of prompts
 * is 0…1 and only so many first attempts at a prompt fail (all of them when left out).
 *
 * Throws SyntaxError for another form, RangeError for an unknown kind or a number out of range.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseSimulatedFault } from "@rounds/rounds";
 *
 * assert.deepEqual(parseSimulatedFault("429=0.2:1"), { kind: "429", share: 0.2, attempts: 1 });
 * assert.deepEqual(parseSimulatedFault("hang"), { kind: "hang" });
 * ```
 */
export function parseSimulatedFault(text: string): SimulatedFault {
  const parts = /^(\w+)(?:=([^:]*)(?::(.*))?)?$/.exec(text);
  const [, kind, share, attempts] = parts ?? [];
  if (kind === undefined) {
    throw new SyntaxError(
      `Cannot parse fault "${text}", expected KIND=SHARE or KIND=SHARE:ATTEMPTS`,
    );
  }
  if (!isKind(kind)) {
    throw new RangeError(
      `No fault is named "${kind}", expected one of ${Object.keys(SIMULATED_FAULTS).join(", ")}`,
    );
  }
  return {
    kind,
    ...(share === undefined ? {} : { share: parseShare(share, text) }),
    ...(attempts === undefined ? {} : { attempts: parseAttempts(attempts, text) }),
  };
}

function parseShare(word: string, text: string): number {
  const share = Number(word);
  if (word.trim() === "" || !(share >= 0 && share <= 1)) {
    throw new RangeError(`Share "${word}" of fault "${text}" is not a number from 0 to 1`);
  }
  return share;
}

function parseAttempts(word: string, text: string): number {
  const attempts = Number(word);
  if (word.trim() === "" || !Number.isInteger(attempts) || attempts < 1) {
    throw new RangeError(`Attempts "${word}" of fault "${text}" are not a whole number from 1`);
  }
  return attempts;
}

function isKind(word: string): word is SimulatedFaultKind {
  return Object.hasOwn(SIMULATED_FAULTS, word);
}
