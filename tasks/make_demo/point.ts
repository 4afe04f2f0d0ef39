/** A place on the page: x to the right, y down, in pixels. */
export type Point = readonly [x: number, y: number];
