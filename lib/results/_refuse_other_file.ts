import { CaseError } from "../parse/case_error.ts";
import { describeValue } from "../parse/describe_value.ts";

/** What the file should have been. */
export interface RefuseOtherFileOptions {
  /** Path. */
  readonly where: string;
  /** E.g. `journal`. */
  readonly thing: string;
  /** What every such file begins with. */
  readonly start: string;
}

/**
 * A first line without its end is a header torn at its writing, or some other file that must not be written over: of that
 * it throws a `CaseError`.
 */
export function refuseOtherFile(torn: Uint8Array, options: RefuseOtherFileOptions): void {
  const { where, thing, start } = options;
  const text = new TextDecoder().decode(torn.subarray(0, 200)).replaceAll("\0", "");
  if (start.startsWith(text) || text.startsWith(start)) return;
  throw new CaseError({
    where: `${where}:1`,
    thing,
    field: null,
    expected: `a ${thing}; move the file away to start afresh`,
    received: describeValue(text),
  });
}
