import { FluentBit, type FluentBitProps } from "../../../charts/observability/fluent-bit";
import { Eck } from "../../../charts/observability/eck";
import { Loki } from "../../../charts/observability/loki";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

function configOf(props: FluentBitProps = {}, elasticsearch = false): Readonly<Record<"inputs" | "filters" | "outputs", string>> {
  const set = addonSet();
  const store = elasticsearch ? new Eck(set, "eck", { openIngest: true }) : new Loki(set, "loki");
  return valuesOf(new FluentBit(set, "fluent-bit", { store, ...props })).config as Readonly<Record<"inputs" | "filters" | "outputs", string>>;
}

test("the chart's own store, which is not there, is not written to", () => {
  for (const config of [configOf(), configOf({}, true)]) expect(config.outputs).not.toContain("elasticsearch-master");
});

test("what is read is sent: every input has an output", () => {
  const tags = (text: string, key: string): string[] => [...text.matchAll(new RegExp(`^    ${key} (.*)$`, "gm"))].map(([, tag]) => tag ?? "");
  const { inputs, outputs } = configOf();
  expect(tags(inputs, "Tag")).toEqual(["kube.*", "host.*"]);
  expect(tags(outputs, "Match")).toEqual(["kube.*", "host.*"]);
  expect(tags(configOf({}, true).outputs, "Match")).toEqual(["*"]);
  expect(tags(configOf({ journal: false }).inputs, "Tag")).toEqual(["kube.*"]);
});

test("Elasticsearch takes additions, by TLS, to a data stream of the cluster's", () => {
  const { outputs } = configOf({}, true);
  for (const line of ["Name es", "Index logs-kubernetes-k8s", "Write_Operation create", "Suppress_Type_Name On", "tls On"]) expect(outputs).toContain(`    ${line}\n`);
});

test("a section begins a line", () => {
  const { inputs, outputs } = configOf();
  for (const text of [inputs, outputs]) expect(text.split("\n").filter((line) => line !== "" && !/^(\[[A-Z]+\]$| {4}\S)/.test(line))).toEqual([]);
});

test("a buffer of nothing is refused", () => expect(() => configOf({ bufferMiB: 0 })).toThrow(/LW1001 fluent-bit: `bufferMiB` /));
