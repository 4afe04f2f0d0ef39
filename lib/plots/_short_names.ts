import { textWidth } from "./_text_width.ts";

/** Room of a name, in widths of its font: about seventy letters. */
const MOST_EMS = 46;
/** How much of that the beginning gets, and the part in which names that begin alike differ. */
const SHARES = { head: 0.55, headOfThree: 0.3, difference: 0.3 };

/**
 * What names too long for a label are shortened to: beginning and end with an ellipsis between, for both tell models
 * apart. Names in which that leaves out the difference show it too, or else have a number. Others are not in the map.
 * `mostEms` is the room in widths of the font.
 */
export function shortNames(
  names: Iterable<string>,
  options: { readonly mostEms?: number } = {},
): ReadonlyMap<string, string> {
  const { mostEms = MOST_EMS } = options;
  const all = new Set(names);
  const long = [...all].filter((name) => ems(name) > mostEms).toSorted();
  const taken = new Set([...all].filter((name) => ems(name) <= mostEms));
  const shorts = new Map<string, string>();
  const alike = Map.groupBy(long, (name) => joined(name, mostEms));
  for (const [short, own] of alike) {
    const at = firstDifference(own);
    const told = own.length === 1
      ? [short]
      : own.map((name) => aroundDifference(name, { at, mostEms }));
    const isTold = new Set(told).size === own.length && told.every((one) => !taken.has(one));
    own.forEach((name, place) => {
      const own = isTold ? told[place] ?? short : numbered(short, { from: place + 1, taken });
      taken.add(own);
      shorts.set(name, own);
    });
  }
  return shorts;
}

function ems(text: string): number {
  return textWidth(text, { fontSize: 1 });
}

function joined(name: string, mostEms: number): string {
  return `${start(name, SHARES.head * mostEms)}…${end(name, (1 - SHARES.head) * mostEms)}`;
}

function aroundDifference(
  name: string,
  { at, mostEms }: { readonly at: number; readonly mostEms: number },
): string {
  const rest = [...name].slice(at).join("");
  const middle = start(rest, SHARES.difference * mostEms);
  const last = 1 - SHARES.headOfThree - SHARES.difference;
  return middle.length >= rest.length
    ? `${start(name, SHARES.head * mostEms)}…${rest}`
    : `${start(name, SHARES.headOfThree * mostEms)}…${middle}…${end(name, last * mostEms)}`;
}

function start(text: string, room: number): string {
  const letters = [...text];
  let used = 0;
  const cut = letters.findIndex((letter) => (used += ems(letter)) > room);
  return cut < 0 ? text : letters.slice(0, cut).join("");
}

function end(text: string, room: number): string {
  const back = (some: string): string => [...some].reverse().join("");
  return back(start(back(text), room));
}

/** Characters that all names begin with. */
function firstDifference(names: readonly string[]): number {
  const [first = [], ...others] = names.map((name) => [...name]);
  const at = first.findIndex((letter, k) => others.some((other) => other[k] !== letter));
  return at < 0 ? first.length : at;
}

function numbered(
  short: string,
  { from, taken }: { readonly from: number; readonly taken: ReadonlySet<string> },
): string {
  if (from === 1 && !taken.has(short)) return short;
  let n = from;
  while (taken.has(`${short} (${n})`)) n++;
  return `${short} (${n})`;
}
