/**
 * What an interrupt must reach: module state of this room, since a signal reaches the process and not a call.
 *
 * @module
 */

/** Called for each interrupt while its work runs. */
export type InterruptListener = () => void;

/** The work that runs now, and whether somebody listens for the signal and for errors nobody caught. */
export const interruptState: {
  readonly running: Set<InterruptListener>;
  signalArmed: boolean;
  errorsArmed: boolean;
} = { running: new Set(), signalArmed: false, errorsArmed: false };
