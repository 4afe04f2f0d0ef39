/** Version of this package: part of a run's identity. A test holds it against `deno.json`. */
export const TOOLKIT_VERSION = "0.1.0";
