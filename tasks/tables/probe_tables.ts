import {
  compareRuns,
  type Frame,
  imageFlipRows,
  powerRows,
  sampleSize,
  shortcutRows,
  shrinkGroups,
  specificationRows,
  visionNeededRows,
} from "../../mod.ts";
import { lacking, type Material } from "../figures/material.ts";
import {
  firstRuns,
  grouped,
  isByPoints,
  notByQuestion,
  questionsOf,
  recordsOf,
  type Rows,
  scored,
  type Tables,
} from "./tabled.ts";

const NO_CONDITIONS = "no model was run in full and under another condition";

/** Tables that probe the numbers: power, shortcuts, images, choices. */
export const PROBE_TABLES: Tables = {
  power: {
    about: "the smallest difference that so many cases can show, in all and by group",
    by: "level1",
    columns: ["term", "group", "unit", "mde", "n", "clusters", "basis", "pairs"],
    make: (material, by) => {
      const frame = scored(material);
      const column = isByPoints(material) && by === "level1" ? "theme" : by;
      if (frame.height === 0) return "there are no rows";
      return powerRows(frame, lacking(frame, column) === null ? { by: column } : {});
    },
  },
  "sample-sizes": {
    about: "how many cases a difference of 1, 2 or 5 points takes",
    make: (material) => sampleSizes(material),
  },
  "pair-differences": {
    about: "the first two runs, group by group",
    by: "level1",
    columns: ["group", "value", "lo", "hi", "p_adj", "a_only", "b_only", "n", "mde"],
    make: (material, by) => pairDifferences(material, by),
  },
  "pair-scatter": {
    about: "whether that difference changes from group to group, by a test of all groups",
    by: "level1",
    make: (material, by) => pairScatter(material, by),
  },
  shortcuts: {
    about: "what models keep without images, with options only, … (--by image_modality)",
    by: "all",
    columns: [
      ...["model", "condition", "group", "value", "lo", "hi", "drop", "drop_lo", "drop_hi"],
      ...["p_adj", "retention", "above_chance", "lost", "gained", "n"],
    ],
    make: (material, by) => acrossConditions(material, { by, make: shortcutRows }),
  },
  "image-flips": {
    about: "questions right only with, and only without their images (--by image_modality)",
    by: "all",
    columns: [
      "run",
      "group",
      "only_with",
      "only_without",
      "value",
      "lo",
      "hi",
      "p",
      "n",
      "helped",
      "harmed",
    ],
    make: (material, by) => acrossConditions(material, { by, make: imageFlipRows }),
  },
  "vision-needed": {
    about: "accuracy on the questions that runs without images get wrong",
    columns: ["run", "value", "lo", "hi", "n", "blind_value", "n_blind", "at_least", "voters"],
    make: (material) =>
      notByQuestion(material) ?? some(visionNeededRows(material.allQuestions), NO_CONDITIONS),
  },
  specifications: {
    about: "the first two runs compared in every defensible way",
    columns: [
      "extraction",
      "failures",
      "clip",
      "weighting",
      "value",
      "lo",
      "hi",
      "n",
      "is_default",
    ],
    make: (material) => specified(material),
  },
  "specification-ranges": {
    about: "the same, lowest and highest by what becomes of failures",
    make: (material) => ranges(material),
  },
};

/** The first two runs within groups, p corrected for all groups by max-T. */
export function pairDifferences(material: Material, named: string): Rows {
  const why = notByQuestion(material);
  if (why !== null) return why;
  const pair = firstRuns(material, 2);
  if (pair.length < 2) return "there is one run only";
  const { frame, by } = grouped(questionsOf(material, pair), { by: named, labels: {} });
  const { acrossDifferences } = material;
  return lacking(frame, by) ?? compareRuns(frame, { by, adjust: "max-t", acrossDifferences });
}

/** The specification curve of the first two runs. */
export function specified(material: Material): Rows {
  const { acrossDifferences } = material;
  const frame = scored(material);
  if (frame.height === 0) return "there are no rows";
  const [a, b] = firstRuns(material, 2);
  return specificationRows(frame, {
    acrossDifferences,
    ...(a === undefined ? {} : { a }),
    ...(b === undefined ? {} : { b }),
  });
}

/** Rows over conditions, of all questions or by kind of image. */
export function acrossConditions<Row extends object>(
  material: Material,
  { by, make }: {
    readonly by: string;
    readonly make: (frame: Frame, options: { readonly by?: string }) => readonly Row[];
  },
): readonly Row[] | string {
  const why = notByQuestion(material);
  if (why !== null) return why;
  const labels = { image_modality: material.allLabels };
  const of = grouped(material.allQuestions, { by, labels });
  if (by === "all") return some(make(of.frame, {}), NO_CONDITIONS);
  return lacking(of.frame, of.by) ?? some(make(of.frame, { by: of.by }), NO_CONDITIONS);
}

function some<Row extends object>(
  rows: readonly Row[],
  otherwise: string,
): readonly Row[] | string {
  return rows.length === 0 ? otherwise : rows;
}

function sampleSizes(material: Material): Rows {
  const frame = scored(material);
  if (frame.height === 0) return "there are no rows";
  return powerRows(frame).filter(({ term }) => term === "all").flatMap(
    ({ unit, variance, basis, n, clusters }) =>
      [0.01, 0.02, 0.05].map((difference) => ({
        unit,
        difference,
        cases: Math.ceil(sampleSize({ delta: difference, omega2: variance }) * clusters / n),
        basis,
      })),
  );
}

function pairScatter(material: Material, by: string): Rows {
  const rows = pairDifferences(material, by);
  if (typeof rows === "string") return rows;
  const found = recordsOf(rows).map((row): Readonly<Record<string, unknown>> => ({ ...row }));
  const { q, df, p, tau2 } = shrinkGroups({
    estimate: found.map(({ value }) => typeof value === "number" ? value : null),
    variance: found.map(({ se }) => typeof se === "number" ? se ** 2 : null),
  });
  return [{
    a: found[0]?.["a"],
    b: found[0]?.["b"],
    term: by,
    groups: found.length,
    ...{ q, df, p, tau: tau2 === null ? null : Math.sqrt(tau2) },
  }];
}

function ranges(material: Material): Rows {
  const rows = specified(material);
  if (typeof rows === "string") return rows;
  const found = recordsOf(rows).map((row): Readonly<Record<string, unknown>> => ({ ...row }));
  return [...Map.groupBy(found, ({ failures }) => String(failures))].map(([failures, own]) => {
    const values = own.flatMap(({ value }) => typeof value === "number" ? value : []);
    return {
      failures,
      lowest: values.length === 0 ? null : Math.min(...values),
      highest: values.length === 0 ? null : Math.max(...values),
      analyses: values.length,
    };
  }).toSorted((x, y) => (x.lowest ?? 0) - (y.lowest ?? 0));
}
