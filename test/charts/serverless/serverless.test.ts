import { Knative, type KnativeProps } from "../../../charts/serverless/knative";
import { OpenFaas } from "../../../charts/serverless/openfaas";
import { addonSet } from "../support/cluster";
import { specOf } from "../support/objects";
import { stepsOf, valuesOf } from "../support/releases";

const knative = (props?: KnativeProps): Knative => new Knative(addonSet(), "knative", props);
const serving = (props?: KnativeProps): unknown => specOf(knative(props), "KnativeServing");

test("the operator comes first, then namespaces, then what it is to make of them", () => {
  expect(stepsOf(knative())).toEqual(["Namespace knative-operator", "chart knative-operator", "Namespace knative-serving", "Namespace knative-eventing", "KnativeServing knative-serving", "KnativeEventing knative-eventing"]);
  expect(stepsOf(knative({ serving: false }))).toEqual(["Namespace knative-operator", "chart knative-operator", "Namespace knative-eventing", "KnativeEventing knative-eventing"]);
});

test("names end in a worker's address unless there is a domain", () => {
  expect(serving()).toMatchObject({ config: { domain: { "10.20.44.21.sslip.io": "" } } });
  expect(serving({ domain: "apps.lab.example" })).toMatchObject({ config: { domain: { "apps.lab.example": "" } } });
});

test("requests come in by Kourier, at an address or at nodes' ports, or by Istio", () => {
  expect([knative().description.needs, knative({ exposure: "node-port" }).description.needs, knative({ ingress: "istio" }).description.needs]).toEqual([["load-balancer"], [], ["service-mesh"]]);
  expect(serving()).toMatchObject({ ingress: { kourier: { enabled: true, "service-type": "LoadBalancer" } }, config: { network: { "ingress-class": "kourier.ingress.networking.knative.dev" } } });
  expect(serving({ exposure: "node-port" })).toMatchObject({ ingress: { kourier: { "service-type": "NodePort", "http-port": 30880, "https-port": 30843 } } });
  expect(serving({ ingress: "istio" })).toMatchObject({ ingress: { kourier: { enabled: false }, istio: { enabled: true } }, config: { network: { "ingress-class": "istio.ingress.networking.knative.dev" } } });
});

test.each<[string, KnativeProps]>([
  ["eventing", { serving: false, eventing: false }],
  ["domain", { serving: false, domain: "apps.lab.example" }],
  ["exposure", { ingress: "istio", exposure: "node-port" }],
  ["domain", { domain: "lab" }],
  ["replicas", { replicas: 0 }],
])("a bad %s is refused: %j", (property, props) => expect(() => knative(props)).toThrow(`LW1001 knative: \`${property}\``));

test("OpenFaaS has its functions' namespace before its chart, and a password that the chart makes", () => {
  const openfaas = new OpenFaas(addonSet(), "openfaas");
  expect(stepsOf(openfaas)).toEqual(["Namespace openfaas", "Namespace openfaas-fn", "chart openfaas"]);
  expect(valuesOf(openfaas)).toMatchObject({ generateBasicAuth: true, functionNamespace: "openfaas-fn" });
});

test("the gateway waits for functions longer than they may take", () => {
  expect(valuesOf(new OpenFaas(addonSet(), "openfaas", { timeoutSeconds: 300 })).gateway).toMatchObject({ upstreamTimeout: "300s", readTimeout: "305s", writeTimeout: "305s" });
});

test.each([["node-port", true, "NodePort", []], ["load-balancer", true, "LoadBalancer", ["load-balancer"]], ["none", false, "NodePort", []]] as const)("the gateway by %s", (exposure, exposed, serviceType, needs) => {
  const openfaas = new OpenFaas(addonSet(), "openfaas", { exposure });
  expect(openfaas.description.needs).toEqual(needs);
  expect(valuesOf(openfaas)).toMatchObject({ exposeServices: exposed, serviceType });
});
