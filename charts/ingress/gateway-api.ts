import type { Construct } from "constructs";
import { verbatim } from "../../constructs/core/text";
import { Addon } from "../addon/addon";
import { RemoteManifest } from "../addon/remote-manifest";
import { versions } from "../versions";

export interface GatewayApiProps {
  /** `experimental` has kinds and fields that may still change. A cluster does not go back from it without losing them. @default standard */
  readonly channel?: "standard" | "experimental";
}

const RELEASES = "https://github.com/kubernetes-sigs/gateway-api/releases/download";
const KINDS = ["gatewayclasses", "gateways", "httproutes", "grpcroutes", "referencegrants"];

/**
 * The kinds of the Gateway API. What acts on them is a controller: Traefik, Istio or Cilium.
 * @see https://gateway-api.sigs.k8s.io/
 */
export class GatewayApi extends Addon {
  constructor(scope: Construct, id: string, { channel = "standard" }: GatewayApiProps = {}) {
    const { version } = versions["gateway-api"];
    super(scope, id, {
      name: "gateway-api",
      version,
      title: verbatim("Gateway API"),
      provides: ["gateway-api"],
      resources: { memoryMiB: 0 },
      readiness: KINDS.map((kind) => ({ crd: `${kind}.gateway.networking.k8s.io` })),
    });
    new RemoteManifest(this, "kinds", { url: `${RELEASES}/v${version}/${channel}-install.yaml` });
  }
}
