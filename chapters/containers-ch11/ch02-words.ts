/** The only machine of the chapter. */
export const MACHINE = "iso1";

/** A check that a container runs. */
export const running = (name: string): string => `docker inspect -f '{{.State.Status}}' ${name}; [ "$(docker inspect -f '{{.State.Running}}' ${name})" = true ]`;

/** Removes containers that may not be there. */
export const remove = (...names: readonly string[]): string => names.map((name) => `docker rm -f ${name} > /dev/null 2>&1 || true`).join("\n");
