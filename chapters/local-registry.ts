/** The image registry of a chapter that has one: Debian's, on a machine of the lab. */
export const REGISTRY_PACKAGES = ["docker-registry"] as const;

/**
 * Debian's registry asks for passwords that are nowhere; this one asks for none, and is waited for. For cloud-init's commands.
 * @param listen where, such as `127.0.0.1:5000`
 */
export function openRegistry(listen = ":5000"): string {
  return [
    `set -e; sed -i -e '/^auth:/,/^[^ a]/{/^auth:/d;/^ /d}' -e 's/^  addr: .*/  addr: ${listen}/' /etc/docker/registry/config.yml`,
    "systemctl restart docker-registry",
    `for try in $(seq 60); do ! curl -fsS -o /dev/null http://localhost:${listen.split(":").at(-1)}/v2/ || break; sleep 1; done`,
  ].join("; ");
}

/** The Docker daemon's configuration that lets it use a registry without TLS. */
export function trustRegistry(registry: string): { readonly path: string; readonly content: string } {
  return { path: "/etc/docker/daemon.json", content: `${JSON.stringify({ "insecure-registries": [registry] })}\n` };
}
