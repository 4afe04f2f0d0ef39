/**
 * The name by which a figure's marks find a case that is shown on the same page: a link to `#` and it goes there, and does
 * nothing where the case is not shown.
 */
export function caseAnchor(caseId: string): string {
  return `rounds-case-${encodeURIComponent(caseId)}`;
}
