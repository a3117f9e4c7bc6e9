/** The only machine of the chapter. */
export const MACHINE = "evo1";

/** The machine's own registry. */
export const REGISTRY = "localhost:5000";
