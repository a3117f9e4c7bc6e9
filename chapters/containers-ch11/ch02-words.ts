/** The only machine of the chapter. */
export const MACHINE = "iso1";

/** Removes containers that may not be there. */
export const remove = (...names: readonly string[]): string => names.map((name) => `docker rm -f ${name} > /dev/null 2>&1 || true`).join("\n");
