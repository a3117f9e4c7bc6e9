import type { App } from "cdktf";
import type { Construct } from "constructs";
import { KubeDeployment, KubeService, IntOrString } from "cdk8s-plus-27/lib/imports/k8s";
import { LabStack, NatNetwork, type KvmHost } from "labwright";
import { Addon, Calico, MetalLb, MetricsServer } from "labwright/charts";
import { KubeadmCluster } from "labwright/cluster";

interface EchoProps {
  /** @default 2 */
  readonly replicas?: number;
}

/** An add-on of a team's own: it is ordered, checked and delivered as those of the package are. */
export class Echo extends Addon {
  constructor(scope: Construct, id: string, { replicas = 2 }: EchoProps = {}) {
    super(scope, id, {
      name: "echo",
      version: "1.29",
      title: { en: "Echo", zh: "Echo" },
      namespace: { name: "echo", podSecurity: "baseline" },
      needs: ["load-balancer"],
      resources: { memoryMiB: 32 * replicas },
      readiness: [{ deployment: "echo" }],
    });
    const app = this.chart("app");
    const labels = { app: "echo" };
    const container = { name: "nginx", image: "nginx:1.29", ports: [{ containerPort: 80 }] };
    new KubeDeployment(app, "deployment", { metadata: { name: "echo" }, spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } } });
    new KubeService(app, "service", { metadata: { name: "echo" }, spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80, targetPort: IntOrString.fromNumber(80) }] } });
  }
}

/** A cluster of a control plane and two workers, with a Service that the lab's network reaches. */
export default function cluster(app: App, { host }: { host: KvmHost }): void {
  const lab = new LabStack(app, "cluster", { host });
  const mgmt = new NatNetwork(lab, "mgmt", { cidr: "10.20.90.0/24" });
  const k8s = new KubeadmCluster(lab, "k8s", { network: mgmt, controlPlanes: { firstAddress: 11 }, workers: [{ count: 2, firstAddress: 21 }] });
  new Calico(k8s, "calico");
  new MetricsServer(k8s, "metrics-server");
  new MetalLb(k8s, "metallb", { addresses: ["10.20.90.100-10.20.90.120"] });
  new Echo(k8s, "echo");
}
