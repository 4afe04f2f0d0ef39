import { wrapText, type WrapTextOptions } from "./_wrap_text.ts";

/**
 * Breaks a count such as `n 1,380–1,407` into lines that fit: only after the dash.
 */
export function wrapCount(count: string, options: WrapTextOptions): string[] {
  return wrapText(count.replaceAll(" ", "\u00a0").replace("–", "– "), options)
    .map((line) => line.replace("– ", "–").replaceAll("\u00a0", " "));
}
