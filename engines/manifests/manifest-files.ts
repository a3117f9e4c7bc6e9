import { stringify } from "yaml";
import type { Delivery, DeliveryStep } from "../../charts/addon/delivery";
import type { NewFile } from "../project/folders";
import { inflatedRelease, releaseObjects, type HelmDelivery } from "./helm-delivery";

/** A folder of manifests, by its path below that of the cluster. */
export interface ManifestFolder {
  readonly path: string;
  readonly files: readonly NewFile[];
}

/**
 * A cluster's add-ons as files: a folder each, with stable names, and a kustomization that has them in order. No cluster is needed for
 * it, and none is asked.
 */
export function manifestFolders(addons: readonly Delivery[], helm: HelmDelivery): ManifestFolder[] {
  const root = kustomization({ resources: addons.map(({ addon }) => addon) });
  return [{ path: ".", files: [root] }, ...addons.map((delivery) => ({ path: delivery.addon, files: addonFiles(delivery, helm) }))];
}

function addonFiles({ steps }: Delivery, helm: HelmDelivery): NewFile[] {
  const parts = steps.map((step, index) => partOf(step, index + 1, helm));
  const resources = parts.flatMap((part) => part.resources);
  const helmCharts = parts.flatMap((part) => part.helmCharts);
  return [kustomization({ ...(resources.length > 0 && { resources }), ...(helmCharts.length > 0 && { helmCharts }) }), ...parts.flatMap((part) => part.files)];
}

interface Part {
  readonly files: readonly NewFile[];
  readonly resources: readonly string[];
  readonly helmCharts: readonly object[];
}

/** Numbered as the steps are: what is first has to be there before the next. */
function partOf(step: DeliveryStep, number: number, helm: HelmDelivery): Part {
  if (step.type === "manifest") return { files: [], resources: [step.url], helmCharts: [] };
  if (step.type === "objects") return ofObjects(`${number}-objects.yaml`, step.objects);
  if (helm !== "kustomize") return ofObjects(`${number}-${step.release}.yaml`, releaseObjects(helm, step));
  const name = `${number}-${step.release}.values.yaml`;
  return { files: [{ name, text: yaml(step.values) }], resources: [], helmCharts: [inflatedRelease(step, name)] };
}

function ofObjects(name: string, objects: readonly object[]): Part {
  return { files: [{ name, text: objects.map(yaml).join("---\n") }], resources: [name], helmCharts: [] };
}

function kustomization(content: object): NewFile {
  return { name: "kustomization.yaml", text: yaml({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...content }) };
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
