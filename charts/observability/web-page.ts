import type { Capability } from "../addon/capability";

/** A page that an Ingress serves to browsers. */
export interface WebPage {
  /** The name that browsers ask for, such as `grafana.lab.example`. */
  readonly host: string;
  /** @default the cluster's default IngressClass */
  readonly ingressClass?: string;
  /** The ClusterIssuer of cert-manager that its certificate comes from. @default plain HTTP */
  readonly issuer?: string;
}

/** What a cluster has to have for a page. */
export function pageNeeds(page: WebPage | undefined): Capability[] {
  if (page === undefined) return [];
  return [page.ingressClass === undefined ? "default-ingress-class" : "ingress-controller", ...(page.issuer === undefined ? [] : (["certificates"] as const))];
}

/** What all charts, and Ingresses themselves, ask of a page; cert-manager writes the Secret. */
export function ingressOf({ host, issuer }: WebPage, name: string): { readonly annotations: Record<string, string>; readonly tls: { readonly hosts: string[]; readonly secretName: string }[] } {
  if (issuer === undefined) return { annotations: {}, tls: [] };
  return { annotations: { "cert-manager.io/cluster-issuer": issuer }, tls: [{ hosts: [host], secretName: `${name}-tls` }] };
}
