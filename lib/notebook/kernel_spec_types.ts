/**
 * Words shared by the functions that install, check and take away the Jupyter kernel.
 *
 * @module
 */

/** The machine a kernel is installed on. */
export interface MachineOptions {
  /** As `Deno.build.os` names it. */
  readonly os?: typeof Deno.build.os;
  /** Environment variables; those of the process unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Which kernel, and on which machine. */
export interface KernelSpecOptions extends MachineOptions {
  /** The name notebooks ask for; `deno` unless told. */
  readonly name?: string;
}

/** A Deno executable that stays. */
export interface DurableDeno {
  /** The executable. */
  readonly path: string;
  /** `in_place`: the one in use stays where it is; `installed`: another of the same version; `copied`: put aside. */
  readonly how: "in_place" | "installed" | "copied";
}
