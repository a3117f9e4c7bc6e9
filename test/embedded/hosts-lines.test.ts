import fc from "fast-check";
import { hostsLines } from "../../constructs/spec/hosts-lines";
import { synthesize, cases } from "../chapters/support";
import { makeLab, synthStack, withoutTraces } from "../support/synth";
import { buildTopology, topology } from "../support/topology";

/** The lines that Terraform gives to each machine's step. */
const written = (locals: Readonly<Record<string, unknown>> = {}): unknown => Object.entries(locals).find(([name]) => /_hosts_[0-9A-F]{8}$/.test(name))?.[1];

test("whatever the lab, the embedded engine's lines of /etc/hosts are those that libvirt's machines get", () => {
  fc.assert(fc.property(topology, (plan) => {
    const lab = withoutTraces(() => {
      const made = makeLab();
      buildTopology(made, plan);
      return made;
    });
    expect(hostsLines(lab.spec())).toBe(written(synthStack(lab).json["locals"]) ?? "");
  }), { numRuns: 30 });
});

test.each(cases)("of chapter $stackId too", (one) => {
  const { spec, terraform } = synthesize(one);
  expect(hostsLines(spec)).toBe(written(terraform["locals"] as Record<string, unknown>));
  expect(hostsLines(spec)).not.toBe("");
});
