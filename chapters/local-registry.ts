/** Port of Debian's docker-registry. */
const PORT = 5000;

/** A registry of container images: Debian's docker-registry. */
export const REGISTRY_PACKAGES = ["docker-registry"] as const;

/**
 * Lets it serve everybody without TLS, and waits until it does: as Debian configures it, it asks for passwords that are
 * nowhere. For cloud-init's commands.
 */
export const openRegistry = [
  "set -e; sed -i '/^auth:/,/^health:/{/^health:/!d}' /etc/docker/registry/config.yml",
  "systemctl restart docker-registry",
  `for try in $(seq 60); do ! curl -fsS -o /dev/null http://localhost:${PORT}/v2/ || break; sleep 1; done`,
].join("; ");
