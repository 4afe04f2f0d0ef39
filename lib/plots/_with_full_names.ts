import { cleanText } from "./_clean_text.ts";
import { escapeXml } from "./_escape_xml.ts";
import type { VegaLiteSpec } from "./figure.ts";

/**
 * Gives every text of a drawing that holds a shortened name the full one as its title, which a browser shows when the
 * pointer rests on it.
 */
export function titledNames(svg: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return svg;
  const sought = [...names].map(([short, full]) => ({
    short: comparable(escapeXml(short)),
    full: escapeXml(full),
  }));
  return svg.replace(/(<text\b[^>]*>)([\s\S]*?)(?=<\/text>)/g, (all, open, content) => {
    const text = comparable(String(content).replace(/<[^>]*>/g, ""));
    const found = sought.filter(({ short }) => text.includes(short)).map(({ full }) => full);
    return found.length === 0 ? all : `${open}<title>${found.join("; ")}</title>${content}`;
  });
}

/**
 * Gives every datum of a specification that holds a shortened name the full one as `full_name`, and shows it in tooltips.
 */
export function specWithNames(
  spec: VegaLiteSpec,
  names: ReadonlyMap<string, string>,
): VegaLiteSpec {
  if (names.size === 0) return spec;
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const items: unknown[] = value;
      if (key === "values") return items.map((item) => named(item, names));
      if (key === "tooltip") return [...items, { field: "full_name" }];
      return items.map((item) => walk(item, ""));
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
  };
  return Object.fromEntries(Object.entries(spec).map(([name, one]) => [name, walk(one, name)]));
}

function named(datum: unknown, names: ReadonlyMap<string, string>): unknown {
  if (!isObject(datum)) return datum;
  const texts = Object.values(datum).filter((value) => typeof value === "string").map(squeezed);
  const found = [...names].filter(([short]) =>
    texts.some((text) => text.includes(squeezed(cleanText(short))))
  );
  return found.length === 0
    ? datum
    : { ...datum, full_name: found.map(([, full]) => cleanText(full)).join("; ") };
}

/** Drawing libraries do not agree on which characters they escape. */
function comparable(xml: string): string {
  return squeezed(xml).replace(/&(?:[a-z]+|#\w+);|["'>]/g, "·");
}

/** Wrapping puts blanks in and takes them out. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, "");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
