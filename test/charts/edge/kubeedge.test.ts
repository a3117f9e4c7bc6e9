import { deliveryOf } from "../../../charts/addon/delivery";
import { KubeEdge, type KubeEdgeProps } from "../../../charts/edge/kubeedge";
import { addonSet } from "../support/cluster";
import { fileOf, kindsOf, objectOf, podsOf } from "../support/objects";
import { stepsOf } from "../support/releases";

const kubeedge = (props?: KubeEdgeProps, kubeProxy: "iptables" | "nftables" = "iptables"): KubeEdge => new KubeEdge(addonSet({ kubeProxy }), "kubeedge", props);

interface Config {
  readonly modules: { readonly cloudHub: { readonly advertiseAddress: readonly string[] }; readonly cloudStream: { readonly enable: boolean } };
}

const configOf = (props?: KubeEdgeProps): Config => fileOf(kubeedge(props), "cloudcore", "cloudcore.yaml");

test("its kinds come first, each file held to a digest", () => {
  const manifests = deliveryOf(kubeedge()).steps.flatMap((step) => (step.type === "manifest" ? [step] : []));
  expect(manifests.length).toBe(13);
  expect(manifests.every(({ url, sha256 = "" }) => url.startsWith("https://raw.githubusercontent.com/kubeedge/kubeedge/v1.23.1/") && /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  expect(stepsOf(kubeedge()).slice(0, 2)).toEqual(["Namespace kubeedge", manifests[0]?.url]);
});

test("nodes at the edge are told the address of the node that it runs on, and others", () => {
  expect(configOf().modules.cloudHub.advertiseAddress).toEqual(["10.20.44.21"]);
  expect(configOf({ node: "w2", addresses: ["203.0.113.7"] }).modules.cloudHub.advertiseAddress).toEqual(["10.20.44.22", "203.0.113.7"]);
  expect(podsOf(kubeedge({ node: "w2" }), "Deployment").spec.nodeSelector).toEqual({ "kubernetes.io/hostname": "w2" });
});

test("streams take a certificate, and something on every node", () => {
  const kinds = (props?: KubeEdgeProps): string[] => kindsOf(kubeedge(props));
  expect(kinds()).toEqual(expect.arrayContaining(["Certificate", "ClusterIssuer", "DaemonSet"]));
  expect(kubeedge().description.needs).toEqual(["certificates"]);
  expect(kinds({ stream: false }).filter((kind) => ["Certificate", "ClusterIssuer", "DaemonSet"].includes(kind))).toEqual([]);
  expect([configOf().modules.cloudStream.enable, configOf({ stream: false }).modules.cloudStream.enable]).toEqual([true, false]);
});

test("rules are written as kube-proxy writes them", () => {
  const image = (kubeProxy: "iptables" | "nftables"): string => JSON.stringify(objectOf(kubeedge({}, kubeProxy), "DaemonSet"));
  expect(image("nftables")).toContain("kubeedge/iptables-manager-nft:v1.23.1");
  expect(image("iptables")).toContain("kubeedge/iptables-manager:v1.23.1");
});

test.each<[string, KubeEdgeProps]>([["node", { node: "w9" }], ["nodeLimit", { nodeLimit: 0 }]])("a bad %s is refused", (property, props) => {
  expect(() => kubeedge(props)).toThrow(`LW1001 kubeedge: \`${property}\``);
});
