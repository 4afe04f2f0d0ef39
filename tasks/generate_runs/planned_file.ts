/** A file that will be written; nothing is made before it is asked for. */
export interface PlannedFile {
  readonly path: string;
  write(): Promise<void>;
}

/** What a generator makes. */
export interface PlannedFiles {
  readonly files: readonly PlannedFile[];
  /** One sentence about them. */
  readonly note: string;
}

/** Where and how much. */
export interface PlanOptions {
  /** Result files go there, what they are made on into its folder `sets`. */
  readonly out: string;
  readonly seed: number;
  /** Cases of the set. */
  readonly cases: number;
  /** How many runs; default all of the line-up. */
  readonly runs?: number;
}
