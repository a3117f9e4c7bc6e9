import type { Construct } from "constructs";
import { verbatim, type Text } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { HelmRelease } from "../addon/helm-release";
import { checkNode, refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { NOBODY, podUser, readOnlyContainer } from "../parts/security-context";
import { versions } from "../versions";
import { storageCapabilities } from "./storage-class";

export interface LocalPathProps {
  /**
   * The folder of volumes on every node.
   * @default /opt/local-path-provisioner
   * @example /srv/volumes
   */
  readonly path?: string;
  /**
   * Folders on single nodes, by their names; a node with none has no volumes.
   * @default {}
   * @example {"w1":["/srv/fast","/srv/slow"],"w2":[]}
   */
  readonly nodePaths?: Readonly<Record<string, readonly string[]>>;
  /**
   * A folder that is the same on all nodes, such as a mounted network share, in place of one on each: its volumes may be used by Pods on
   * several nodes.
   * @example /mnt/shared
   */
  readonly sharedPath?: string;
  /** What volumes are to Kubernetes; only `local` is kept from Pods on other nodes whoever made the Pod. @default hostPath */
  readonly volumeType?: "hostPath" | "local";
  /** @default Delete */
  readonly reclaimPolicy?: "Delete" | "Retain";
  /** Be the class of claims that name none. @default true */
  readonly defaultClass?: boolean;
}

const MEMORY_MIB = 64;
const FOLDER: Text = { en: "an absolute path, and not `/`", zh: "绝对路径，且不能是 `/`" };

/**
 * local-path-provisioner: volumes are folders of the node that their first Pod came to. The least that a cluster with claims needs; how
 * much a claim asks for is not enforced.
 * @see https://github.com/rancher/local-path-provisioner
 */
export class LocalPath extends Addon {
  /** @throws LabError LW1001 for what is no folder, or no node */
  constructor(scope: Construct, id: string, props: LocalPathProps = {}) {
    const { path = "/opt/local-path-provisioner", nodePaths = {}, sharedPath, volumeType = "hostPath", reclaimPolicy = "Delete", defaultClass = true } = props;
    const { version, chart } = versions["local-path-provisioner"];
    super(scope, id, {
      name: "local-path-provisioner",
      version,
      title: verbatim("local-path-provisioner"),
      // Its own Pod may do little; those that make and remove folders mount them from the node.
      namespace: { name: "local-path-storage", podSecurity: "privileged" },
      provides: storageCapabilities(defaultClass),
      resources: { memoryMiB: MEMORY_MIB },
      readiness: [{ deployment: "local-path-provisioner" }],
    });
    this.checkFolders(props);
    const nodes = [{ node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths: [path] }, ...Object.entries(nodePaths).map(([node, paths]) => ({ node, paths }))];
    new HelmRelease(this, "local-path-provisioner", {
      chart,
      values: {
        storageClass: { name: "local-path", provisionerName: "rancher.io/local-path", defaultClass, defaultVolumeType: volumeType, reclaimPolicy },
        nodePathMap: sharedPath === undefined ? nodes : [],
        sharedFileSystemPath: sharedPath,
        helperImage: { tag: "1.37" },
        podSecurityContext: podUser(NOBODY),
        securityContext: readOnlyContainer,
        resources: requests(MEMORY_MIB, "10m"),
      },
    });
  }

  private checkFolders({ path, nodePaths = {}, sharedPath }: LocalPathProps): void {
    const check = (property: string, folder: string): void => {
      if (!/^\/+[^/\0]/.test(folder)) refuse(this.node.path, property, folder, FOLDER);
    };
    if (path !== undefined) check("path", path);
    if (sharedPath !== undefined) check("sharedPath", sharedPath);
    if (sharedPath !== undefined && (path ?? Object.keys(nodePaths)[0]) !== undefined) {
      refuse(this.node.path, "sharedPath", sharedPath, { en: "alone, without `path` and `nodePaths`", zh: "单独使用，不能与 `path` 或 `nodePaths` 并用" });
    }
    for (const [node, paths] of Object.entries(nodePaths)) {
      checkNode(this.node.path, "nodePaths", node, this.cluster.nodes);
      paths.forEach((folder, index) => check(`nodePaths.${node}[${index}]`, folder));
    }
  }
}
