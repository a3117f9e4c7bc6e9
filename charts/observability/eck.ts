import type { Construct } from "constructs";
import type { Chart } from "cdk8s";
import { KubeSecret, toJson_PodTemplateSpec } from "cdk8s-plus-27/lib/imports/k8s";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease } from "../addon/helm-release";
import { kibana } from "../crd/elastic-stack";
import { elasticsearch } from "../crd/elasticsearch";
import { checkTogether, checkWhole } from "../parts/checks";
import { limitedRequests } from "../parts/requests";
import { checkVolume, claimSpec, volumeNeeds, type Volume } from "../parts/volume";
import { pageIngress, pageNeeds, pageUrl, type WebPage } from "../parts/web-page";
import { yamlFile } from "../parts/yaml-file";
import { versions } from "../versions";
import { FILEBEAT_MIB, filebeatOf, limitedTo, STACK } from "./filebeat";
import { hostOf, type LogEndpoint, type LogStore } from "./stores";

export interface EckProps {
  /** Nodes of Elasticsearch; three or more outlive the loss of one. @default 1 */
  readonly nodes?: number;
  /**
   * MiB for each node of Elasticsearch, half of which its heap takes.
   * @default 2048
   * @example 4096
   */
  readonly memoryMiB?: number;
  /**
   * Keep what is stored when a Pod goes, each node of Elasticsearch its own.
   * @default none: it is gone with the Pod
   * @example {"sizeGiB":20,"storageClass":"fast"}
   */
  readonly volume?: Volume;
  /** Kibana, the pages. @default true */
  readonly kibana?: boolean;
  /**
   * Kibana's page; the Ingress ends TLS.
   * @default none: `kubectl -n elastic-system port-forward service/kibana-kb-http 5601`
   * @example {"host":"kibana.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** Filebeat on every node, which sends the containers' logs. Leave it out where another collector does. @default true */
  readonly filebeat?: boolean;
  /** Let any Pod of the cluster add to `logs-*` without a password, which Fluent Bit needs; what is stored is read with one. @default false */
  readonly openIngest?: boolean;
}

const NAMES = { elasticsearch: "elasticsearch", kibana: "kibana", writer: "log-writer" } as const;

/**
 * Elastic Cloud on Kubernetes: the operator, and by it Elasticsearch, Kibana and Filebeat, which the books call EFK. TLS is on; the
 * operator makes the password of the user `elastic`: the Secret `elasticsearch-es-elastic-user` has it.
 * @see https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
 */
export class Eck extends Addon implements LogStore {
  readonly logEndpoint: LogEndpoint;

  /** @throws LabError LW1001 for numbers that are none, and for a page without Kibana */
  constructor(scope: Construct, id: string, props: EckProps = {}) {
    const { nodes = 1, memoryMiB = 2048, volume, page, kibana: pages = true, filebeat = true, openIngest = false } = props;
    const { version, chart } = versions["eck-operator"];
    super(scope, id, {
      name: "eck",
      version,
      title: verbatim("Elastic Cloud on Kubernetes"),
      // Filebeat reads the nodes' files.
      namespace: { name: "elastic-system", podSecurity: filebeat ? "privileged" : "baseline" },
      provides: ["logs"],
      needs: [...volumeNeeds(volume), ...pageNeeds(page)],
      resources: { memoryMiB: OPERATOR_MIB + nodes * memoryMiB + (pages ? KIBANA_MIB : 0), memoryPerNodeMiB: filebeat ? FILEBEAT_MIB : 0 },
      readiness: [
        { statefulSet: "elastic-operator" },
        { statefulSet: "elasticsearch-es-default" },
        ...(pages ? [{ deployment: "kibana-kb" }] : []),
        ...(filebeat ? [{ daemonSet: "filebeat-beat-filebeat" }] : []),
      ],
    });
    checkTogether(this.node.path, { page }, { kibana: pages });
    checkVolume(this.node.path, volume);
    checkWhole(this.node.path, { nodes });
    checkWhole(this.node.path, { memoryMiB }, 1024);
    this.logEndpoint = { type: "elasticsearch", host: hostOf(this, "elasticsearch-es-http"), port: 9200, open: openIngest };
    new HelmRelease(this, "eck-operator", {
      chart,
      values: { resources: limitedRequests(OPERATOR_MIB, 512), telemetry: { disabled: true } },
    });
    const stack = this.chart("stack");
    if (openIngest) roleOfWriters(stack);
    elasticsearchOf(stack, { nodes, memoryMiB, volume, openIngest });
    if (pages) kibanaOf(stack, page);
    if (filebeat) filebeatOf(stack, NAMES.elasticsearch);
  }
}

const OPERATOR_MIB = 150;
const KIBANA_MIB = 1024;
const ref = { name: NAMES.elasticsearch };

/** No password, but a list of what those without one may do. */
function roleOfWriters(chart: Chart): void {
  const role = yamlFile({ [NAMES.writer]: { indices: [{ names: ["logs-*"], privileges: ["auto_configure", "create_doc"] }] } });
  new KubeSecret(chart, "roles", { metadata: { name: NAMES.writer }, stringData: { "roles.yml": role } });
}

function elasticsearchOf(chart: Chart, { nodes, memoryMiB, volume, openIngest }: { readonly nodes: number; readonly memoryMiB: number; readonly volume?: Volume; readonly openIngest: boolean }): void {
  // Without a claim of ours the operator would ask for one.
  const data = volume === undefined ? { podTemplate: toJson_PodTemplateSpec({ spec: { containers: [], volumes: [{ name: DATA, emptyDir: {} }] } }) } : { volumeClaimTemplates: [{ metadata: { name: DATA }, spec: claimSpec(volume) }] };
  const anonymous = { "xpack.security.authc.anonymous": { username: NAMES.writer, roles: NAMES.writer, authz_exception: true } };
  new CustomObject(chart, "elasticsearch", elasticsearch, { name: NAMES.elasticsearch }, {
    spec: {
      version: STACK,
      ...(openIngest && { auth: { roles: [{ secretName: NAMES.writer }] } }),
      nodeSets: [
        {
          name: "default",
          count: nodes,
          // Maps of files would take more of them than the nodes' kernels allow.
          config: { "node.store.allow_mmap": false, ...(openIngest && anonymous) },
          resources: limitedTo(memoryMiB),
          ...data,
        },
      ],
    },
  });
}

const DATA = "elasticsearch-data";

function kibanaOf(chart: Chart, page: WebPage | undefined): void {
  new CustomObject(chart, "kibana", kibana, { name: NAMES.kibana }, { spec: { version: STACK, count: 1, elasticsearchRef: ref, resources: limitedTo(KIBANA_MIB), ...(page !== undefined && behind(page)) } });
  if (page !== undefined) pageIngress(chart, page, { name: NAMES.kibana, service: "kibana-kb-http", port: { number: 5601 } });
}

/** Where the Ingress ends TLS. */
function behind(page: WebPage): { readonly http: object; readonly config: Record<string, string> } {
  return { http: { tls: { selfSignedCertificate: { disabled: true } } }, config: { "server.publicBaseUrl": pageUrl(page) } };
}
