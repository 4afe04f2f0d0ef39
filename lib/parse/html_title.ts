import { describeValue } from "./describe_value.ts";

/**
 * The title of an HTML page, for a message: ` (title "502 Bad Gateway")`, or nothing.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { htmlTitle } from "@rounds/rounds";
 *
 * assert.equal(htmlTitle("<html><title>Bad Gateway</title>"), ' (title "Bad Gateway")');
 * assert.equal(htmlTitle("{}"), "");
 * ```
 */
export function htmlTitle(body: string): string {
  const title = /<title[^>]*>([^<]{0,80})/i.exec(body.slice(0, 4096))?.[1]?.trim();
  return title === undefined || title === "" ? "" : ` (title ${describeValue(title)})`;
}
