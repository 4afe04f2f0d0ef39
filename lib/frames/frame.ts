/** A Polars `DataFrame`. (Named through a function of the package, so that the library's types need not be ours to document.) */
export type Frame = ReturnType<(typeof import("nodejs-polars"))["readJSON"]>;
