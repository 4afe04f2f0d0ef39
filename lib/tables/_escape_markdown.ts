/** Text for a cell of a Markdown table: it can neither break the table nor become a link, an image or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll("\n", " ").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(
    ">",
    "&gt;",
  )
    .replace(/[\\`*[\]|~]/g, "\\$&")
    // GitHub makes links of bare addresses too.
    .replaceAll("://", "&#58;//").replace(/\bwww\./gi, (word) => `${word.slice(0, 3)}&#46;`)
    // An underscore inside a word is plain text; at a word's edge it would emphasise.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}
