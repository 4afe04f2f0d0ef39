/** Whether a group is a day or a month, e.g. 2026-03: the order of such as text is that in time. */
export function isDate(name: string): boolean {
  return /^\d{4}-\d{2}/.test(name);
}
