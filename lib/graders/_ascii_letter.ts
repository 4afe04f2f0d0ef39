/**
 * A Latin letter in upper case, from either case and from its full-width form.
 */
export function asciiLetter(letter: string): string {
  return letter.normalize("NFKC").toUpperCase();
}
