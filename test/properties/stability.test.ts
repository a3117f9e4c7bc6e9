import fc from "fast-check";
import type { LabSpec, MachineSpec, NetworkSpec } from "../../constructs/spec/lab-spec";
import { makeLab, synthLab, withoutTraces } from "../support/synth";
import { buildTopology, type MachinePlan, type NetworkPlan, topology, type Topology } from "../support/topology";

const specOf = (plan: Topology): LabSpec => withoutTraces(() => {
  const lab = makeLab();
  buildTopology(lab, plan);
  return lab.spec();
});

/** What of a machine may not change because of a neighbour: all but its seed, which it does not share. */
const identityOf = ({ name, hostName, nics, disks, seed }: MachineSpec): unknown => ({ name, hostName, nics, disks, seed });
const placeOf = ({ name, hostName, bridge, subnets, vlans }: NetworkSpec): unknown => ({ name, hostName, bridge, subnets, vlans });

describe("a lab synthesized again", () => {
  test("is the same to the byte", () => {
    fc.assert(fc.property(topology, (plan) => {
      expect(synthLab((lab) => buildTopology(lab, plan)).text).toBe(synthLab((lab) => buildTopology(lab, plan)).text);
    }), { numRuns: 15 });
  });

  test("has the same spec to the byte", () => {
    fc.assert(fc.property(topology, (plan) => {
      expect(JSON.stringify(specOf(plan))).toBe(JSON.stringify(specOf(plan)));
    }), { numRuns: 30 });
  });
});

describe("what is added at the end of a lab", () => {
  const newcomer: MachinePlan = { name: "znew", networks: [0], disks: [] };
  const newNetwork: NetworkPlan = { name: "znew", kind: "nat", ipv6: true, dhcp: true };

  test("as a machine changes no other's names, MACs, addresses or first-boot configuration", () => {
    fc.assert(fc.property(topology, (plan) => {
      const before = specOf(plan);
      const after = specOf({ ...plan, machines: [...plan.machines, newcomer] });
      expect(after.machines.slice(0, -1).map(identityOf)).toEqual(before.machines.map(identityOf));
      expect(after.networks.map(placeOf)).toEqual(before.networks.map(placeOf));
    }), { numRuns: 40 });
  });

  test("as a network changes no other's subnet, bridge or name", () => {
    fc.assert(fc.property(topology, (plan) => {
      const before = specOf(plan);
      const after = specOf({ ...plan, networks: [...plan.networks, newNetwork] });
      expect(after.networks.slice(0, -1).map(placeOf)).toEqual(before.networks.map(placeOf));
      expect(after.machines.map(identityOf)).toEqual(before.machines.map(identityOf));
    }), { numRuns: 40 });
  });

  test("as a machine rebuilds none of the others: the root disks, seeds and domains of the plan stay as they are", () => {
    fc.assert(fc.property(topology, (plan) => {
      const before = synthLab((lab) => buildTopology(lab, plan));
      const after = synthLab((lab) => buildTopology(lab, { ...plan, machines: [...plan.machines, newcomer] }));
      for (const type of ["libvirt_volume", "libvirt_cloudinit_disk", "libvirt_domain", "libvirt_network"]) expect(after.resources(type)).toMatchObject(before.resources(type));
      const triggers = (lab: typeof before): unknown[] => Object.entries(lab.resources("terraform_data"))
        .filter(([name]) => /_identity_|_definition_/.test(name) && !name.startsWith("znew"))
        .map(([name, { triggers_replace }]) => [name, triggers_replace]);
      expect(triggers(after)).toEqual(triggers(before));
    }), { numRuns: 15 });
  });
});
