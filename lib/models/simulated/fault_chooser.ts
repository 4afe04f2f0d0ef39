import type { SimulatedFault } from "./fault_types.ts";
import { hashFraction } from "./hash_fraction.ts";
import { SIMULATED_FAULTS } from "./simulated_faults.ts";
import type { ChatRequest } from "./types.ts";

/**
 * Makes the function that says which fault strikes a request, null for none: the first of the list that applies. It
 * counts (attempts at a prompt, every n-th, times), so one chooser serves one server.
 *
 * Throws RangeError for a share outside 0…1 or a count below 1.
 *
 * @internal
 */
export function faultChooser(
  faults: readonly SimulatedFault[],
  options: { readonly seed: number },
): (request: ChatRequest) => SimulatedFault | null {
  faults.forEach(checkFault);
  const attempts = new Map<string, number>();
  const passed = faults.map(() => 0);
  const struck = faults.map(() => 0);

  return (request) => {
    if (faults.length === 0) return null;
    const prompt = promptSignature(request);
    const attempt = (attempts.get(prompt) ?? 0) + 1;
    attempts.set(prompt, attempt);
    for (const [index, fault] of faults.entries()) {
      const { applies = () => true, perConversation } = SIMULATED_FAULTS[fault.kind];
      if (!applies(request) || fault.match?.(request, attempt) === false) continue;
      if (attempt > (fault.attempts ?? Infinity)) continue;
      if ((struck[index] ?? 0) >= (fault.times ?? Infinity)) continue;
      if (fault.share !== undefined) {
        const hashed = perConversation === true ? openingSignature(request) : prompt;
        if (hashFraction(options.seed, "fault", fault.kind, hashed) >= fault.share) continue;
      }
      const count = (passed[index] ?? 0) + 1;
      passed[index] = count;
      if (count % (fault.every ?? 1) !== 0) continue;
      struck[index] = (struck[index] ?? 0) + 1;
      return fault;
    }
    return null;
  };
}

function checkFault(fault: SimulatedFault): void {
  const { kind, share = 0 } = fault;
  if (!Object.hasOwn(SIMULATED_FAULTS, kind)) {
    throw new RangeError(
      `No fault is named "${kind}", expected one of ${Object.keys(SIMULATED_FAULTS).join(", ")}`,
    );
  }
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share of fault ${kind} is ${share}, expected a number from 0 to 1`);
  }
  for (const name of ["every", "attempts", "times", "windowTokens"] as const) {
    const count = fault[name] ?? 1;
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`${name} of fault ${kind} is ${count}, expected a whole number from 1`);
    }
  }
}

/** What makes two requests the same prompt. Images count by length and ending: hashing megabytes would cost more. */
function promptSignature({ model, messages }: ChatRequest): string {
  const said = messages.map(({ role, text, images }) => [role, text, images.map(imageSignature)]);
  return JSON.stringify([model, said]);
}

function openingSignature({ model, messages }: ChatRequest): string {
  return JSON.stringify([model, messages.find(({ role }) => role === "user")?.text ?? ""]);
}

function imageSignature(url: string): string {
  return `${url.length}:${url.slice(-48)}`;
}
