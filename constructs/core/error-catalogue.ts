import { clusterErrors } from "./cluster-errors";
import { deliveryErrors } from "./delivery-errors";
import { embeddedErrors } from "./embedded-errors";
import { exerciseErrors } from "./exercise-errors";
import { hostErrors } from "./host-errors";
import { imageErrors } from "./image-errors";
import { labErrors } from "./lab-errors";
import { runErrors } from "./run-errors";
import type { Text } from "./text";

/** One kind of error: `{placeholders}` are filled from the problem's values. */
export interface ErrorEntry {
  /** What is wrong, with what was given. */
  readonly what: Text;
  /** The rule that was broken; empty where `what` says it all. */
  readonly rule?: Text;
  /** What to do about it. */
  readonly fix: Text;
}

/**
 * Every error labwright raises, by its stable code. 1xxx: the lab's description. 2xxx: the host it is to run on.
 * 3xxx: the run itself. 4xxx: the command line and its configuration. A code is never reused for something else.
 */
export const errorCatalogue = { ...labErrors, ...clusterErrors, ...hostErrors, ...runErrors, ...deliveryErrors, ...embeddedErrors, ...exerciseErrors, ...imageErrors } as const;

/** A stable error code. */
export type ErrorCode = keyof typeof errorCatalogue;
