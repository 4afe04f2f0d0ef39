/**
 * The rooms of `lib/` and the rooms each may import from. A room may always import within itself.
 * `types` is the single file `lib/types.ts`. The picture with reasons is in CONTRIBUTING.md.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  types: [],
  async: [],
  parse: ["types"],
  stats: [],
  datasets: ["types", "async", "parse"],
  models: ["types", "async", "parse"],
  graders: ["types", "parse"],
  results: ["types", "parse", "graders"],
  benchmarks: ["types", "parse", "graders"],
  run: ["types", "async", "parse", "results"],
  frames: ["types", "graders"],
  tables: ["types", "stats", "graders", "frames"],
  plots: ["types", "stats"],
  report: ["types", "stats", "graders", "tables", "plots"],
  notebook: ["types", "async"],
};

/** Packages that cost start-up time, memory or a permission, and the rooms that may use them, by `import defer` only. */
export const HEAVY_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "nodejs-polars": ["frames", "tables"],
  "@observablehq/plot": ["plots"],
  "@resvg/resvg-js": ["plots"],
  linkedom: ["plots"],
  vega: ["plots"],
  "vega-lite": ["plots"],
  openai: ["models", "datasets"],
  "@huggingface/hub": ["models", "datasets"],
};

/** Packages the project's own scripts use; nothing published may import them. */
export const DEVELOPMENT_PACKAGES: readonly string[] = ["typescript"];
