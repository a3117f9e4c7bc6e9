/** Debian's Redis as a container image. */
export const REDIS_IMAGE = "lab/redis";

/** Debian's HAProxy as a container image. */
export const HAPROXY_IMAGE = "lab/haproxy";
