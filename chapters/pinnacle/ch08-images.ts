import { BUSYBOX_IMAGE } from "../local-busybox";

/** What the first exercise's page is made of. */
export const PAGE_SOURCE = "<title>web</title><p>version @VERSION@</p>\n";

/** An image with what a scanner would find. */
export const RISKY_IMAGE = "lab/risky:1";

/** Makes it: its secret is random, taken in by one layer and removed by the next. For cloud-init's commands. */
export const makeRiskyImage = [
  "set -e; folder=$(mktemp -d); cd $folder; mkdir www; echo shop > www/index.html; cp /bin/busybox become",
  "head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \\n' > access-token",
  `printf '%s\\n' 'FROM ${BUSYBOX_IMAGE}' 'COPY access-token /opt/build/access-token' 'RUN rm -r /opt/build' 'COPY www /www' 'COPY become /usr/bin/become' 'RUN chmod 4755 /usr/bin/become' 'CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]' > Dockerfile`,
  `docker build -q -t ${RISKY_IMAGE} .`,
  "cd /; rm -r $folder",
].join("; ");
