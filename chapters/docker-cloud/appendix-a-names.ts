/** The archive of packages on the machine. */
export const ARCHIVE = "/srv/docker-archive";

/** Its public key. */
export const ARCHIVE_KEY = `${ARCHIVE}/archive.asc`;

/** What a first image is made of. */
export const ROOT_TAR = "/srv/busybox.tar";
