import { type Pcg32, pcg32 } from "../../../mod.ts";

/**
 * Random numbers that depend on the seed and the words alone, not on what was drawn before: the same model gives the same
 * answer to the same case in every run of it.
 */
export function keyedRandom(seed: number, ...words: readonly string[]): Pcg32 {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const sign of words.join("\u0000")) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return pcg32({ seed, stream: hash });
}
