import type { AccuracyData, AccuracyGroup, AccuracyPoint } from "./_accuracy_data.ts";
import { groupNoun } from "./_group_noun.ts";
import { percentText } from "./_percent_text.ts";

/**
 * The message of an accuracy figure: a sentence computed from its data.
 *
 * It says that accuracy falls or rises only where the intervals of the two ends do not overlap, and leaves groups of
 * fewer than 20 cases aside while there are others.
 */
export function accuracyTitle(data: AccuracyData): string {
  const all = drawn(data.points);
  const every = data.groups.map((group) => group.name);
  const told = every.filter((name) => !isReference(all, { name, by: data.by }));
  const names = told.length === 0 ? every : told;
  // A group speaks in the title when every run that has it has enough cases in it.
  const solid = names.filter((name) => {
    const here = all.filter((point) => point.group === name);
    return here.length > 0 && here.every((point) => !point.few);
  });
  const spoken = solid.length > 1
    ? solid
    : names.filter((name) => all.some((point) => point.group === name));
  const groups = data.groups.filter((group) => spoken.includes(group.name));
  const points = all.filter((point) => spoken.includes(point.group));
  if (points.length === 0) {
    return `No ${data.measure.toLowerCase()} to show: nothing could be counted`;
  }
  const sentence = messageOf(points, { groups, data });
  const aside = names.length - groups.length;
  if (solid.length === 0) return `${sentence} (fewer than 20 cases in each)`;
  if (aside === 0 || groups.every((group) => group.number !== null)) return sentence;
  return `${sentence} (${aside} smaller ${aside === 1 ? "group" : "groups"} aside)`;
}

/** A group such as `no image`: what has none of the labels is no modality. */
function isReference(
  points: readonly Drawn[],
  { name, by }: { readonly name: string; readonly by: string },
): boolean {
  const here = points.filter((point) => point.group === name);
  return by.includes("label") && here.length > 0 &&
    here.every(({ row }) => row["label"] === null || /^no (image|table)$/.test(name));
}

interface Spoken {
  readonly groups: readonly AccuracyGroup[];
  readonly data: AccuracyData;
}

function messageOf(points: readonly Drawn[], { groups, data }: Spoken): string {
  const { runs } = data;
  if (groups.length === 1) return oneGroup(points, { group: groups[0], data });
  if (groups.every((group) => group.number !== null)) return alongOrder(points, { groups, data });
  return runs.length === 1
    ? extremes(points, { run: runs[0] ?? "", data })
    : leader(points, { groups, data });
}

type Drawn = AccuracyPoint & { readonly value: number };

function drawn(points: readonly AccuracyPoint[]): Drawn[] {
  return points.flatMap((point) => point.value === null ? [] : [{ ...point, value: point.value }]);
}

function oneGroup(
  points: readonly Drawn[],
  { group, data }: { readonly group: AccuracyGroup | undefined; readonly data: AccuracyData },
): string {
  const sorted = points.toSorted((a, b) => b.value - a.value);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const where = group === undefined || group.whole ? "" : ` at ${group.name}`;
  if (best === undefined || worst === undefined) return data.measure;
  if (best === worst) return `${data.measure}${where} is ${percentText(best.value)} (${best.run})`;
  if (percentText(best.value) === percentText(worst.value)) {
    return `${data.measure}${where} is ${percentText(best.value)} in all ${points.length} runs`;
  }
  return `${data.measure}${where} ranges from ${percentText(worst.value)} (${worst.run}) to ${
    percentText(best.value)
  } (${best.run})`;
}

function alongOrder(
  points: readonly Drawn[],
  { groups, data }: Spoken,
): string {
  const [start, end] = [groups[0]?.name ?? "", groups.at(-1)?.name ?? ""];
  const at = (group: string) => points.filter((point) => point.group === group);
  const [from, to] = [at(start), at(end)];
  const [a, b] = [from[0], to[0]];
  if (data.runs.length === 1 && a !== undefined && b !== undefined) {
    if (percentText(a.value) === percentText(b.value)) {
      return `${data.measure} is ${percentText(a.value)} both at ${start} and at ${end} (${a.run})`;
    }
    const verb = apart(a, b) ? (b.value < a.value ? "falls" : "rises") : "goes";
    return `${data.measure} ${verb} from ${percentText(a.value)} at ${start} to ${
      percentText(b.value)
    } at ${end} (${a.run})`;
  }
  const pairs = from.flatMap((point) => {
    const other = to.find((candidate) => candidate.run === point.run);
    return other === undefined ? [] : [{ point, other }];
  });
  const falling = pairs.filter(({ point, other }) =>
    apart(point, other) && other.value < point.value
  );
  const rising = pairs.filter(({ point, other }) =>
    apart(point, other) && other.value > point.value
  );
  if (pairs.length > 0 && falling.length === pairs.length) {
    return `${data.measure} falls from ${start} to ${end} in all ${pairs.length} runs`;
  }
  if (pairs.length > 0 && rising.length === pairs.length) {
    return `${data.measure} rises from ${start} to ${end} in all ${pairs.length} runs`;
  }
  if (falling.length > 0) {
    return `${data.measure} falls from ${start} to ${end} in ${falling.length} of ${pairs.length} runs; elsewhere the intervals overlap` +
      (rising.length > 0 ? ` or it rises` : "");
  }
  return `${data.measure} is ${range(from)} at ${start} and ${range(to)} at ${end}`;
}

/** Whether two intervals leave room between them. */
function apart(a: Drawn, b: Drawn): boolean {
  if (a.lo === null || a.hi === null || b.lo === null || b.hi === null) return false;
  return a.hi < b.lo || b.hi < a.lo;
}

function range(points: readonly Drawn[]): string {
  const values = points.map((point) => point.value);
  const [low, high] = [percentText(Math.min(...values)), percentText(Math.max(...values))];
  return low === high ? low : `${low.replace(" %", "")} to ${high}`;
}

function extremes(
  points: readonly Drawn[],
  { run, data }: { readonly run: string; readonly data: AccuracyData },
): string {
  const sorted = points.toSorted((a, b) => a.value - b.value);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return `${data.measure} (${run})`;
  if (percentText(low.value) === percentText(high.value)) {
    const nouns = groupNoun(data.by, { count: points.length });
    return `${data.measure} is ${percentText(low.value)} in ${
      points.length === 2 ? "both" : `all ${points.length}`
    } ${nouns} for ${run}`;
  }
  return `${data.measure} ranges from ${percentText(low.value)} (${low.group}) to ${
    percentText(high.value)
  } (${high.group}) for ${run}`;
}

function leader(
  points: readonly Drawn[],
  { groups, data }: Spoken,
): string {
  const wins = new Map<string, number>();
  for (const group of groups) {
    const rivals = points.filter((point) => point.group === group.name);
    const best = Math.max(...rivals.map((point) => point.value));
    const firsts = rivals.filter((point) => point.value === best);
    if (firsts.length === 1 && firsts[0] !== undefined && rivals.length > 1) {
      wins.set(firsts[0].run, (wins.get(firsts[0].run) ?? 0) + 1);
    }
  }
  const [top] = [...wins].sort(([, a], [, b]) => b - a);
  const nouns = groupNoun(data.by, { count: groups.length });
  const all = groups.length === 2 ? `both ${nouns}` : `all ${groups.length} ${nouns}`;
  const most = groups.length === 2 ? all : `most of the ${groups.length} ${nouns}`;
  if (top === undefined || top[1] * 2 <= groups.length) {
    return `No run has the highest ${data.measure.toLowerCase()} in ${most}`;
  }
  const where = top[1] === groups.length ? all : `${top[1]} of ${groups.length} ${nouns}`;
  const clear = groups.filter((group) => isAlone(points, { run: top[0], group })).length;
  return `${top[0]} has the highest ${data.measure.toLowerCase()} in ${where}${
    clear === top[1]
      ? ""
      : clear === 0
      ? ", never clear of the others’ intervals"
      : `, clear of the others’ intervals in ${clear}`
  }`;
}

/** Its interval in a group is above those of all others. */
function isAlone(
  points: readonly Drawn[],
  { run, group }: { readonly run: string; readonly group: AccuracyGroup },
): boolean {
  const here = points.filter((point) => point.group === group.name);
  const own = here.find((point) => point.run === run);
  return own !== undefined &&
    here.every((other) => other === own || (apart(own, other) && own.value > other.value));
}
