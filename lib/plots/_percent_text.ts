/**
 * A share as readers read it: `82 %`.
 */
export function percentText(share: number, options: { readonly digits?: number } = {}): string {
  return `${Number((share * 100).toFixed(options.digits ?? 0))} %`;
}
