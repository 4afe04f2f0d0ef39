/** The room of a file of `lib/`: `parse` for `lib/parse/x.ts`, `types` for `lib/types.ts`; null outside `lib/`. */
export function roomOf(path: string): string | null {
  return /^lib\/([^/]+?)(?:\.ts$|\/)/.exec(path)?.[1] ?? null;
}
