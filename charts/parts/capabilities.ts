import type { Capability } from "../addon/capability";

/** Capabilities that options bring or ask for: those whose option is on. */
export function whereAsked(options: Readonly<Partial<Record<Capability, boolean>>>): Capability[] {
  return (Object.keys(options) as Capability[]).filter((capability) => options[capability] === true);
}
