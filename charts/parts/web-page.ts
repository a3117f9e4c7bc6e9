import type { Chart } from "cdk8s";
import { KubeIngress } from "cdk8s-plus-27/lib/imports/k8s";
import type { Capability } from "../addon/capability";
import type { HelmValues } from "../addon/helm-release";

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

export function pageUrl({ host, issuer }: WebPage): string {
  return `http${issuer === undefined ? "" : "s"}://${host}`;
}

/** What all charts, and Ingresses themselves, ask of a page; cert-manager writes the Secret. */
export function ingressOf({ host, issuer }: WebPage, name: string): { readonly annotations: Record<string, string>; readonly tls: { readonly hosts: string[]; readonly secretName: string }[] } {
  if (issuer === undefined) return { annotations: {}, tls: [] };
  return { annotations: { "cert-manager.io/cluster-issuer": issuer }, tls: [{ hosts: [host], secretName: `${name}-tls` }] };
}

/** What a chart is told of its Ingress; of the rest each has names of its own. */
export function ingressValues(page: WebPage | undefined, name: string, rest: (page: WebPage) => HelmValues): HelmValues {
  return page === undefined ? { enabled: false } : { enabled: true, ...ingressOf(page, name), ...rest(page) };
}

export interface PageService {
  /** Name of the Ingress. */
  readonly name: string;
  /** @default that of the chart */
  readonly namespace?: string;
  readonly service: string;
  /** By its number or name. */
  readonly port: { readonly number: number } | { readonly name: string };
}

/** Declares the Ingress of a page whose chart has none. */
export function pageIngress(chart: Chart, page: WebPage, { name, namespace, service, port }: PageService): void {
  const { annotations, tls } = ingressOf(page, name);
  const paths = [{ path: "/", pathType: "Prefix", backend: { service: { name: service, port } } }];
  new KubeIngress(chart, "page", {
    metadata: { name, namespace, annotations },
    spec: { ingressClassName: page.ingressClass, rules: [{ host: page.host, http: { paths } }], ...(tls.length > 0 && { tls }) },
  });
}
