import type { DeliveryStep } from "../../charts/addon/delivery";

/** A Helm release among an add-on's steps. */
export type HelmStep = Extract<DeliveryStep, { readonly type: "helm" }>;

/** How Helm releases stand in manifests. */
export const HELM_DELIVERIES = ["kustomize", "flux", "argocd", "k3s"] as const;
export type HelmDelivery = (typeof HELM_DELIVERIES)[number];

/** A release as objects that a controller in the cluster acts on. */
export function releaseObjects(delivery: Exclude<HelmDelivery, "kustomize">, step: HelmStep): readonly object[] {
  return { flux, argocd, k3s }[delivery](step);
}

/** A release as kustomize inflates it, with `--enable-helm`. @see https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_ */
export function inflatedRelease({ release, namespace, chart: { name, repository, version } }: HelmStep, valuesFile: string): object {
  return { name, repo: repository, version, releaseName: release, namespace, valuesFile, includeCRDs: true };
}

/** @see https://fluxcd.io/flux/components/helm/helmreleases/ */
function flux({ release, namespace, chart: { name, repository, version }, values, updateCrds }: HelmStep): object[] {
  const metadata = { name: release, namespace };
  const isOci = repository.startsWith("oci://");
  const source = { apiVersion: "source.toolkit.fluxcd.io/v1", kind: "HelmRepository", metadata, spec: { interval: "1h", url: repository, ...(isOci && { type: "oci" }) } };
  const crds = updateCrds ? "CreateReplace" : "Create";
  const spec = { interval: "1h", chart: { spec: { chart: name, version, sourceRef: { kind: "HelmRepository", name: release } } }, install: { crds }, upgrade: { crds }, values };
  return [source, { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease", metadata, spec }];
}

/** @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/ */
function argocd({ release, namespace, chart: { name, repository, version }, values }: HelmStep): object[] {
  const source = { chart: name, repoURL: repository.replace(/^oci:\/\//, ""), targetRevision: version, helm: { releaseName: release, valuesObject: values } };
  const syncPolicy = { automated: { prune: true, selfHeal: true }, syncOptions: ["CreateNamespace=true", "ServerSideApply=true"] };
  return [{ apiVersion: "argoproj.io/v1alpha1", kind: "Application", metadata: { name: release, namespace: "argocd" }, spec: { project: "default", source, destination: { server: "https://kubernetes.default.svc", namespace }, syncPolicy } }];
}

/** The controller that K3s has in it. @see https://docs.k3s.io/add-ons/helm */
function k3s({ release, namespace, chart: { name, repository, version }, values }: HelmStep): object[] {
  const source = repository.startsWith("oci://") ? { chart: `${repository}/${name}` } : { repo: repository, chart: name };
  return [{ apiVersion: "helm.cattle.io/v1", kind: "HelmChart", metadata: { name: release, namespace: "kube-system" }, spec: { ...source, version, targetNamespace: namespace, createNamespace: true, valuesContent: JSON.stringify(values) } }];
}
