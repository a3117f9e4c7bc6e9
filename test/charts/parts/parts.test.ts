import { Flannel } from "../../../charts/cni/flannel";
import { Linkerd } from "../../../charts/mesh/linkerd";
import { whereAsked } from "../../../charts/parts/capabilities";
import { checkEach, checkNumber, checkTogether, checkWhole } from "../../../charts/parts/checks";
import { configHash } from "../../../charts/parts/config-hash";
import { lacking, plural, tooFewNodes } from "../../../charts/parts/lacking";
import { ingressValues, pageNeeds, pageUrl } from "../../../charts/parts/web-page";
import { formatProblem } from "../../../constructs/core/lab-error";
import { addonSet } from "../support/cluster";

test.each<[string, () => void, string]>([
  ["a fraction", () => checkWhole("lab/one", { size: 1.5 }), "LW1001 lab/one: `size` is 1.5; it must be a whole number, 1 or more."],
  ["what is too small", () => checkWhole("lab", { size: 3 }, 4), "`size` is 3; it must be a whole number, 4 or more."],
  ["what is too large", () => checkWhole("lab", { port: 65536 }, 1, 65535), "`port` is 65536; it must be a whole number from 1 to 65535."],
  ["what only looks like a number", () => checkWhole("lab", { size: "3" as never }), "`size` is \"3\""],
  ["infinity", () => checkNumber("lab", { price: Infinity }), "`price` is Infinity; it must be a number, 0 or more."],
  ["what is no share", () => checkNumber("lab", { percent: 100.5 }, 0, 100), "`percent` is 100.5; it must be a number from 0 to 100."],
  ["the second of a list", () => checkEach("lab", "names", ["a", "B"], /^[a-z]$/, { en: "a letter", zh: "字母" }), "`names[1]` is \"B\"; it must be a letter."],
  ["what is said of a part that is off", () => checkTogether("lab", { page: undefined, admin: {} }, { grafana: false }), "`admin` is {}; it must be left out where `grafana` is false."],
])("%s is refused", (_, check, message) => expect(check).toThrow(message));

test("what was left out, and what fits, is not", () => {
  expect(() => {
    checkWhole("lab", { left: undefined, least: 4, most: 9 }, 4, 9);
    checkNumber("lab", { share: 0.5 }, 0, 100);
    checkTogether("lab", { page: {} }, { grafana: true });
    checkTogether("lab", { page: undefined }, { grafana: false });
  }).not.toThrow();
});

test("capabilities are those that are asked for, in their order", () => {
  expect(whereAsked({ "gateway-api": true, "certificates": false, "prometheus-operator": true })).toEqual(["gateway-api", "prometheus-operator"]);
});

test("a page is HTTPS where something signs for it, and turned off where there is none", () => {
  const page = { host: "a.lab.example", issuer: "lab" };
  expect([pageUrl(page), pageUrl({ host: "a.lab.example" })]).toEqual(["https://a.lab.example", "http://a.lab.example"]);
  expect([pageNeeds(page), pageNeeds({ host: "a", ingressClass: "traefik" }), pageNeeds(undefined)]).toEqual([["default-ingress-class", "certificates"], ["ingress-controller"], []]);
  expect(ingressValues(undefined, "a", () => ({ hosts: [] }))).toEqual({ enabled: false });
  expect(ingressValues(page, "a", ({ host }) => ({ hosts: [host] }))).toEqual({ enabled: true, annotations: { "cert-manager.io/cluster-issuer": "lab" }, tls: [{ hosts: ["a.lab.example"], secretName: "a-tls" }], hosts: ["a.lab.example"] });
});

test("the hash of files goes by what they say, and not by their order", () => {
  expect(configHash({ a: "1", b: "2" })).toEqual(configHash({ b: "2", a: "1" }));
  expect(configHash({ a: "1", b: "2" })).not.toEqual(configHash({ a: "2", b: "1" }));
});

test("nodes that are too few are counted, in both languages", () => {
  const addon = new Linkerd(addonSet(), "linkerd");
  const told = (needed: number): string[] => tooFewNodes(addon, needed, { en: "servers", zh: "服务器" }, { en: "ask for fewer", zh: "减少数量" }).flatMap((problem) => [formatProblem(problem), formatProblem(problem, "zh")]);
  expect(told(2)).toEqual([]);
  expect(told(4)).toEqual([
    "LW1208 linkerd: Linkerd needs 4 nodes that Pods run on, one for each of its servers, and the cluster has 2; it would not work without. add 2 workers, or ask for fewer",
    expect.stringContaining("4 个可运行 Pod 的节点（服务器各需一个），而集群中只有 2 个"),
  ]);
  expect([plural(1, "node"), plural(2, "node")]).toEqual(["1 node", "2 nodes"]);
});

test("what lacks is the add-on's", () => {
  const addon = new Flannel(addonSet(), "flannel");
  expect(lacking(addon, { en: "a", zh: "甲" }, { en: "b", zh: "乙" })).toEqual({ code: "LW1208", path: "flannel", values: { addon: { en: "Flannel", zh: "Flannel" }, what: { en: "a", zh: "甲" }, fix: { en: "b", zh: "乙" } } });
});
