/** The image registry of a chapter that has one: Debian's, on a machine of the lab. */
export const REGISTRY_PACKAGES = ["docker-registry"] as const;

/** Debian's registry asks for a password; this one asks for none, on the address given, such as `127.0.0.1:5000`. For cloud-init's commands. */
export function openRegistry(listen: string): string {
  return `sed -i -e '/^auth:/,/^[^ a]/{/^auth:/d;/^ /d}' -e 's/^  addr: .*/  addr: ${listen}/' /etc/docker/registry/config.yml && systemctl restart docker-registry`;
}

/** The Docker daemon's configuration that lets it use a registry without TLS. */
export function trustRegistry(registry: string): { readonly path: string; readonly content: string } {
  return { path: "/etc/docker/daemon.json", content: `${JSON.stringify({ "insecure-registries": [registry] })}\n` };
}
