import type { Case } from "../types.ts";

/** A case of the dataset as far as flips read it: question n serves item n. */
export interface FlipCase extends Pick<Case, "id" | "items" | "licence"> {
  /** Texts of the questions; absent where the benchmark has none. */
  readonly questions?: readonly {
    /** The question. */
    readonly question: string;
    /** Letter to text. */
    readonly options: Readonly<Record<string, string>>;
  }[];
}
