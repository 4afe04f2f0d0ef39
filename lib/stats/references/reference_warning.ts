/**
 * Warnings as one text, null without any.
 *
 * @internal
 */
export function referenceWarning(
  estimate: { readonly warnings: readonly string[] },
): string | null {
  return estimate.warnings.length === 0 ? null : estimate.warnings.join("; ");
}
