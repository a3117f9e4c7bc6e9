import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { RemoteManifest } from "../addon/remote-manifest";
import { cdi } from "../crd/cdi";
import { checkWhole } from "../parts/checks";
import { requests } from "../parts/requests";
import { versions } from "../versions";

export interface CdiProps {
  /**
   * The StorageClass of room that importing takes, as large as the image.
   * @default that of the volume
   * @example fast
   */
  readonly scratchStorageClass?: string;
  /**
   * MiB that a Pod which imports may take.
   * @default 600
   * @example 1200
   */
  readonly importMemoryMiB?: number;
  /**
   * Registries that are asked by plain HTTP.
   * @default []
   * @example ["registry.lab.example:5000"]
   */
  readonly insecureRegistries?: readonly string[];
  /**
   * Where uploads are sent from outside, which something has to lead to the Service `cdi-uploadproxy`.
   * @default none: `virtctl image-upload` through `kubectl -n cdi port-forward service/cdi-uploadproxy 8443:443`
   * @example https://10.20.44.21:31001
   */
  readonly uploadProxyUrl?: string;
  /** Wait with a volume's content until the first Pod says which node it is for, where its class does. @default true */
  readonly waitForFirstConsumer?: boolean;
  /** Of its three servers. @default 1 */
  readonly replicas?: number;
}

const MEMORY_MIB = 150;

/**
 * Containerized Data Importer: volumes with an image in them, for virtual machines: DataVolumes. They come from the web, from registries, from
 * other volumes or from one's own disk.
 * @see https://github.com/kubevirt/containerized-data-importer
 */
export class Cdi extends Addon {
  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: CdiProps = {}) {
    const { scratchStorageClass, importMemoryMiB = 600, insecureRegistries, uploadProxyUrl, waitForFirstConsumer = true, replicas = 1 } = props;
    const { version } = versions.cdi;
    super(scope, id, {
      name: "cdi",
      version,
      title: verbatim("Containerized Data Importer"),
      namespace: { name: "cdi", podSecurity: "baseline" },
      needs: ["storage-class"],
      resources: { memoryMiB: MEMORY_MIB * (1 + 3 * replicas) },
      readiness: [{ deployment: "cdi-operator" }, { condition: "Available", kind: "CDI", name: "cdi" }],
    });
    checkWhole(this.node.path, { replicas });
    checkWhole(this.node.path, { importMemoryMiB }, 128);
    new RemoteManifest(this, "operator", { url: `https://github.com/kubevirt/containerized-data-importer/releases/download/v${version}/cdi-operator.yaml` });
    const linux = { "kubernetes.io/os": "linux" };
    new CustomObject(this.chart("cdi"), "cdi", cdi, { name: "cdi" }, {
      spec: {
        imagePullPolicy: "IfNotPresent",
        config: {
          featureGates: waitForFirstConsumer ? ["HonorWaitForFirstConsumer"] : [],
          scratchSpaceStorageClass: scratchStorageClass,
          insecureRegistries,
          uploadProxyURLOverride: uploadProxyUrl,
          podResourceRequirements: { ...requests(60, "100m"), limits: { cpu: "750m", memory: `${importMemoryMiB}Mi` } },
        },
        infra: { nodeSelector: linux, apiServerReplicas: replicas, deploymentReplicas: replicas, uploadProxyReplicas: replicas },
        workload: { nodeSelector: linux },
      },
    });
  }
}
