/**
 * Estimates how wide a text is drawn, in CSS pixels, without a font at hand.
 *
 * Widths are those of DejaVu Sans, among the widest of the fonts a browser picks for `sans-serif`: room measured so is
 * enough in the others. East Asian characters count one em.
 */
export function textWidth(text: string, options: { readonly fontSize: number }): number {
  return [...text].reduce((sum, character) => sum + ems(character), 0) * options.fontSize;
}

function ems(character: string): number {
  if (/[\p{Mn}\p{Cf}]/u.test(character)) return 0;
  if ("ijlI|'".includes(character)) return 0.29;
  if ("ftr .,:;!()[]{}/\\-\u00a0".includes(character)) return 0.4;
  if ("mwMW%@".includes(character)) return 0.97;
  if (/[\p{Lu}&+<=>~#]/u.test(character)) return 0.76;
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u
      .test(character)
  ) {
    return /[0-9#*]/.test(character) ? 0.64 : 1.05;
  }
  return 0.64;
}
