import type { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { Problem } from "../../constructs/core/lab-error";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { CustomObject } from "../addon/custom-object";
import { HelmRelease, type HelmValues } from "../addon/helm-release";
import { application } from "../crd/argo-cd";
import { whereAsked } from "../parts/capabilities";
import { checkWhole } from "../parts/checks";
import { tooFewNodes } from "../parts/lacking";
import { requests } from "../parts/requests";
import { ingressValues, pageNeeds, type WebPage } from "../parts/web-page";
import { versions } from "../versions";

/** Objects in a Git repository that are to be in the cluster. */
export interface ArgoApplication {
  /** Of the Application, and of the namespace that its objects go into unless they name one. */
  readonly name: string;
  /** `https://...` or `ssh://...`; for a private one Argo CD has to be told of a key. */
  readonly repository: string;
  /** A folder of manifests, of kustomize or of a Helm chart. */
  readonly path: string;
  /** A branch, a tag or a commit. @default HEAD */
  readonly revision?: string;
  /** Put right whatever differs, and remove what is no longer there; otherwise one asks for it. @default true */
  readonly automatic?: boolean;
}

/** Who says who one is: an issuer of OpenID Connect. */
export interface ArgoOidc {
  readonly issuer: string;
  readonly clientId: string;
  /** A Secret in `argocd`, labelled `app.kubernetes.io/part-of: argocd`, with the client's secret under `clientSecret`. */
  readonly secretName: string;
}

export interface ArgoCdProps {
  /**
   * What it starts with.
   * @default []
   * @example [{"name":"apps","repository":"https://git.lab.example/lab/apps.git","path":"clusters/lab"}]
   */
  readonly applications?: readonly ArgoApplication[];
  /**
   * Its page, and what its command line talks to; the Ingress ends TLS.
   * @default none: `kubectl -n argocd port-forward service/argocd-server 8080:443`
   * @example {"host":"argocd.lab.example","issuer":"lab"}
   */
  readonly page?: WebPage;
  /** The user `admin`, whose password it makes itself: the Secret `argocd-initial-admin-secret` has it. @default true */
  readonly adminUser?: boolean;
  /**
   * @default none
   * @example {"issuer":"https://id.lab.example","clientId":"argocd","secretName":"argocd-oidc"}
   */
  readonly oidc?: ArgoOidc;
  /** Seconds between two looks at a repository. @default 120 */
  readonly reconciliationSeconds?: number;
  /** Make Applications of templates: one for each cluster, folder or pull request. @default true */
  readonly applicationSets?: boolean;
  /** Tell others of what happens, as they are set up in `argocd-notifications-cm`. @default false */
  readonly notifications?: boolean;
  /** Two of its servers, and three Redis on as many nodes. @default false */
  readonly highAvailability?: boolean;
  /** Have the Prometheus operator scrape it. @default false */
  readonly serviceMonitor?: boolean;
}

const MEMORY_MIB = { controller: 256, server: 96, repoServer: 128, applicationSet: 64, notifications: 64, redis: 32 } as const;
/** Of the chart of several; on each node of theirs there is a proxy besides. */
const REDIS = 3;
const memory = (part: keyof typeof MEMORY_MIB): HelmValues => requests(MEMORY_MIB[part], "50m");

/**
 * Argo CD: what is in Git is what is in the cluster, and a page that shows how far it is.
 * @see https://argo-cd.readthedocs.io/
 */
export class ArgoCd extends Addon {
  private readonly several: boolean;

  /** @throws LabError LW1001 for numbers that are none */
  constructor(scope: Construct, id: string, props: ArgoCdProps = {}) {
    const { applications = [], page, adminUser = true, oidc, reconciliationSeconds = 120, applicationSets = true, notifications = false, highAvailability = false, serviceMonitor = false } = props;
    const { version, chart } = versions["argo-cd"];
    const servers = highAvailability ? 2 : 1;
    const setControllers = applicationSets ? servers : 0;
    const redis = highAvailability ? REDIS * 2 : 1;
    super(scope, id, {
      name: "argo-cd",
      version,
      title: verbatim("Argo CD"),
      // The chart of Redis that is for several is another's.
      namespace: { name: "argocd", podSecurity: highAvailability ? "baseline" : "restricted" },
      needs: [...pageNeeds(page), ...whereAsked({ "prometheus-operator": serviceMonitor })],
      resources: {
        memoryMiB: MEMORY_MIB.controller + servers * (MEMORY_MIB.server + MEMORY_MIB.repoServer) + setControllers * MEMORY_MIB.applicationSet + (notifications ? MEMORY_MIB.notifications : 0) + redis * MEMORY_MIB.redis,
      },
      readiness: [
        { statefulSet: "argocd-application-controller" },
        { deployment: "argocd-server" },
        { deployment: "argocd-repo-server" },
        ...(applicationSets ? [{ deployment: "argocd-applicationset-controller" }] : []),
        ...(notifications ? [{ deployment: "argocd-notifications-controller" }] : []),
      ],
    });
    this.several = highAvailability;
    checkWhole(this.node.path, { reconciliationSeconds });
    const metrics = { enabled: serviceMonitor, serviceMonitor: { enabled: serviceMonitor } };
    new HelmRelease(this, "argocd", {
      chart,
      values: {
        global: { domain: page?.host },
        configs: {
          cm: { "admin.enabled": adminUser, "timeout.reconciliation": `${reconciliationSeconds}s`, ...(oidc !== undefined && { "oidc.config": oidcConfig(oidc) }) },
          params: { "server.insecure": page !== undefined },
        },
        controller: { resources: memory("controller"), metrics },
        server: { replicas: servers, resources: memory("server"), metrics, ingress: ingress(page) },
        repoServer: { replicas: servers, resources: memory("repoServer"), metrics },
        applicationSet: { replicas: setControllers, resources: memory("applicationSet"), metrics },
        notifications: { enabled: notifications, resources: memory("notifications"), metrics },
        redis: { resources: memory("redis") },
        "redis-ha": { enabled: highAvailability },
        // It would need to be told whom to ask; `oidc` goes without.
        dex: { enabled: false },
      },
    });
    if (applications.length > 0) applicationsOf(this.chart("applications"), applications);
  }

  override problems(): readonly Problem[] {
    return tooFewNodes(this, this.several ? REDIS : 1, { en: "Redis servers", zh: "Redis 服务器" }, { en: "leave `highAvailability` out", zh: "不设置 `highAvailability`" });
  }
}

function ingress(page: WebPage | undefined): HelmValues {
  // The chart names the Secret itself, and by the same name.
  return ingressValues(page, "argocd-server", ({ ingressClass, host, issuer }) => ({ ingressClassName: ingressClass, hostname: host, tls: issuer !== undefined }));
}

/** `$` reads a key of a Secret. */
function oidcConfig({ issuer, clientId, secretName }: ArgoOidc): string {
  return JSON.stringify({ name: "OpenID Connect", issuer, clientID: clientId, clientSecret: `$${secretName}:clientSecret`, requestedScopes: ["openid", "profile", "email", "groups"] });
}

function applicationsOf(chart: Chart, applications: readonly ArgoApplication[]): void {
  for (const { name, repository, path, revision = "HEAD", automatic = true } of applications) {
    new CustomObject(chart, name, application, { name }, {
      spec: {
        project: "default",
        source: { repoURL: repository, path, targetRevision: revision },
        destination: { server: "https://kubernetes.default.svc", namespace: name },
        syncPolicy: { ...(automatic && { automated: { prune: true, selfHeal: true } }), syncOptions: ["CreateNamespace=true"] },
      },
    });
  }
}
