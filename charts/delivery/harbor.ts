import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { firstOpenNode } from "../addon/cluster-facts";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { checkBucket, REGION, type Bucket } from "../parts/bucket";
import { whereAsked } from "../parts/capabilities";
import { refuse } from "../parts/checks";
import { requests } from "../parts/requests";
import { capacityOf, checkVolume, volumeNeeds, type Volume } from "../parts/volume";
import { ingressOf, pageNeeds, pageUrl, type WebPage } from "../parts/web-page";
import { versions } from "../versions";
import { DATABASE, harborDatabase, harborSecrets, REGISTRY_USER } from "./harbor-secrets";

export interface HarborProps {
  /**
   * Its page, by whose name images are pulled; the Ingress ends TLS.
   * @default ports 30002 (HTTP) and 30003 (HTTPS) of every node
   * @example {"host":"harbor.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Serve HTTPS on the node's port, with a certificate that the chart makes anew with each upgrade; without it images go over plain HTTP. Not with a page. @default true */
  readonly tls?: boolean;
  /**
   * Name of a Secret in `harbor` with the keys `HARBOR_ADMIN_PASSWORD`, `secretKey` (16 characters), `password` (of the database),
   * `REGISTRY_PASSWD`, and `REGISTRY_HTPASSWD`, which has that of the user `harbor_registry_user` by bcrypt.
   * @default harbor-passwords, made in the cluster: `kubectl -n harbor get secret harbor-passwords -o jsonpath='{.data.HARBOR_ADMIN_PASSWORD}' | base64 -d`
   * @example harbor-own
   */
  readonly passwordsSecretName?: string;
  /**
   * Keep images when the Pod goes; what else it keeps has smaller ones of the same class.
   * @default none: all is gone with its Pods
   * @example {"sizeGiB":20,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /**
   * Keep images in an object store, whose Secret has the keys `REGISTRY_STORAGE_S3_ACCESSKEY` and `REGISTRY_STORAGE_S3_SECRETKEY`.
   * @default none
   * @example {"name":"images","endpoint":"http://10.20.44.5:9000","secretName":"s3"}
   */
  readonly bucket?: Bucket;
  /** Look for known vulnerabilities in images; it downloads a list of them. @default false */
  readonly trivy?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = { nginx: 32, portal: 32, core: 128, jobservice: 64, registry: 64, controller: 32, database: 128, redis: 32, trivy: 512, exporter: 32 } as const;
type Part = keyof typeof MEMORY_MIB;
const PORTS = { http: 30002, https: 30003 } as const;

/**
 * Harbor: a registry of images and charts, with projects, users and rules. Each node's runtime has to know a registry that it pulls from by
 * plain HTTP, or whose certificate is the lab's own.
 * @see https://goharbor.io/docs/
 */
export class Harbor extends Addon {
  /** @throws LabError LW1001 for numbers that are none, and for `tls` beside a page */
  constructor(scope: Construct, id: string, props: HarborProps = {}) {
    const { page, tls = true, passwordsSecretName: secretName = "harbor-passwords", volume, bucket, trivy = false, serviceMonitor = false } = props;
    const { version, chart } = versions.harbor;
    const parts: Part[] = ["portal", "core", "jobservice", "registry", "controller", "database", "redis"];
    if (page === undefined) parts.push("nginx");
    if (trivy) parts.push("trivy");
    if (serviceMonitor) parts.push("exporter");
    super(scope, id, {
      name: "harbor",
      version,
      title: verbatim("Harbor"),
      namespace: { name: "harbor", podSecurity: "baseline" },
      needs: [...pageNeeds(page), ...volumeNeeds(volume), ...whereAsked({ "prometheus-operator": serviceMonitor })],
      resources: { memoryMiB: parts.reduce((sum, part) => sum + MEMORY_MIB[part], 0) },
      readiness: [
        { statefulSet: DATABASE },
        { statefulSet: "harbor-redis" },
        ...["core", "portal", "registry", "jobservice", ...(page === undefined ? ["nginx"] : [])].map((part) => ({ deployment: `harbor-${part}` })),
        ...(trivy ? [{ statefulSet: "harbor-trivy" }] : []),
      ],
    });
    checkVolume(this.node.path, volume);
    checkBucket(this.node.path, bucket);
    if (page !== undefined && props.tls !== undefined) refuse(this.node.path, "tls", props.tls, { en: "left out beside `page`, whose `issuer` decides", zh: "与 `page` 并用时不可设置，由其 `issuer` 决定" });
    const passwords = this.chart("passwords");
    if (props.passwordsSecretName === undefined) harborSecrets(passwords, secretName, this.namespace);
    harborDatabase(passwords, { version, secretName, memoryMiB: MEMORY_MIB.database, volume: volume === undefined ? undefined : { ...volume, sizeGiB: 1 } });
    new HelmRelease(this, "harbor", {
      chart,
      values: () => ({
        ...(page === undefined ? this.onNodePort(tls) : ingress(page)),
        existingSecretAdminPassword: secretName,
        existingSecretSecretKey: secretName,
        registry: { registry: resources("registry"), controller: resources("controller"), credentials: { username: REGISTRY_USER, existingSecret: secretName } },
        database: { type: "external", external: { host: DATABASE, port: "5432", username: "postgres", coreDatabase: "registry", existingSecret: secretName, sslmode: "disable" } },
        persistence: { enabled: volume !== undefined, ...persistence(volume, bucket) },
        // A volume of one writer has to be let go first.
        updateStrategy: { type: volume === undefined ? "RollingUpdate" : "Recreate" },
        portal: resources("portal"),
        core: resources("core"),
        jobservice: resources("jobservice"),
        nginx: resources("nginx"),
        redis: { internal: resources("redis") },
        trivy: { enabled: trivy, ...resources("trivy") },
        exporter: resources("exporter"),
        metrics: { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } },
      }),
    });
  }

  /** Its name is the address of a node that Pods run on. */
  private onNodePort(tls: boolean): HelmValues {
    const address = firstOpenNode(this.cluster.nodes)?.address ?? "";
    return {
      expose: { type: "nodePort", tls: { enabled: tls, certSource: "auto", auto: { commonName: address } }, nodePort: { ports: { http: { nodePort: PORTS.http }, https: { nodePort: PORTS.https } } } },
      externalURL: tls ? `https://${address}:${PORTS.https}` : `http://${address}:${PORTS.http}`,
    };
  }
}

function ingress(page: WebPage): HelmValues {
  const { annotations, tls } = ingressOf(page, "harbor");
  const secured = tls.length > 0;
  return {
    expose: { type: "ingress", tls: { enabled: secured, certSource: secured ? "secret" : "none", secret: { secretName: tls[0]?.secretName } }, ingress: { hosts: { core: page.host }, className: page.ingressClass, annotations } },
    externalURL: pageUrl(page),
  };
}

function resources(part: Part): HelmValues {
  return { resources: requests(MEMORY_MIB[part], "20m") };
}

function persistence(volume: Volume | undefined, bucket: Bucket | undefined): HelmValues {
  const claims = volume === undefined ? {} : Object.fromEntries(["registry", "redis", "trivy"].map((part) => [part, { storageClass: volume.storageClass }]));
  const sized = volume === undefined ? {} : { ...claims, registry: { storageClass: volume.storageClass, size: capacityOf(volume) }, jobservice: { jobLog: { storageClass: volume.storageClass } } };
  const store = bucket === undefined ? { type: "filesystem" } : { type: "s3", disableredirect: true, s3: { region: bucket.region ?? REGION, bucket: bucket.name, regionendpoint: bucket.endpoint, existingSecret: bucket.secretName } };
  return { persistentVolumeClaim: sized, imageChartStorage: store };
}
