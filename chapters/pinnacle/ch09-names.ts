/** The machine's own registry. */
export const REGISTRY = "localhost:5000";

/** The image in it. */
export const BUSYBOX = `${REGISTRY}/lab/busybox:1`;
