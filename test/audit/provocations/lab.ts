import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { Cidr } from "../../../constructs/core/cidr";
import { LabError } from "../../../constructs/core/lab-error";
import { Size } from "../../../constructs/core/size";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { Checksum } from "../../../constructs/image/checksum";
import { Image } from "../../../constructs/image/image";
import { Lab } from "../../../constructs/lab";
import { Machine, type MachineProps } from "../../../constructs/machine/machine";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsNetwork } from "../../../constructs/network/ovs-network";
import { checkSynthesized } from "../../../engines/synth/check";
import { ChapterStack } from "../../../stacks/chapter-stack";
import type { LabStack } from "../../../stacks/lab-stack";
import { foundIn, type LabOptions, makeLab, testApp } from "../../support/synth";

const image = Image.debian12();
const told = (build: (lab: LabStack) => unknown, options?: LabOptions) => () => foundIn(build, options);
const machine = (props: Partial<MachineProps> | ((lab: LabStack) => Partial<MachineProps>)) =>
  told((lab) => new Machine(lab, "web", { image, ...(typeof props === "function" ? props(lab) : props) }));
const second = (lab: LabStack): Lab => new Lab(lab, "second", { host: KvmHost.local(), name: "second" });
const fabric = (lab: LabStack, vlans: Record<string, number> = { red: 10 }): OvsNetwork => new OvsNetwork(lab, "fabric", { vlans });
const two = (lab: LabStack, options: object): Machine[] => {
  const net = new NatNetwork(lab, "mgmt");
  return ["a", "b"].map((id) => new Machine(lab, id, { image, networks: [net.attach(options)] }));
};

/** One for each code of a lab's description. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW1001: machine({ vcpus: 0 }),
  LW1002: machine({ cpus: 1 } as Partial<MachineProps>),
  LW1003: () => new Machine(testApp(), "web", { image }),
  LW1004: machine((lab) => ({ networks: [new NatNetwork(second(lab), "mgmt")] })),
  LW1005: told((lab) => { throw new LabError(new Lab(lab, "twin", { host: KvmHost.local(), name: "lab" }).findProblems()); }),
  LW1010: () => Cidr.parse("10.20.4.1/24"),
  LW1011: told((lab) => ["a", "b"].map((id) => new NatNetwork(lab, id, { cidr: "10.1.0.0/24" }))),
  LW1012: told((lab) => { const net = new NatNetwork(lab, "mgmt", { cidr: "10.1.0.0/29" }); for (const id of ["a", "b", "c"]) new Machine(lab, id, { image, networks: [net] }); }),
  LW1013: machine((lab) => ({ networks: [new NatNetwork(lab, "mgmt").attach({ address: 1 })] })),
  LW1014: told((lab) => ["a", "b"].map((id) => new NatNetwork(lab, id)), { subnetBase: "10.1.0.0/24" }),
  LW1015: told((lab) => ["10.20.8.0/24", "10.20.200.0/24"].map((cidr, index) => new NatNetwork(lab, `net${index}`, { cidr })), { subnetBase: "10.20.0.0/16", context: { "labwright:subnet-base": "172.20.0.0/22" } }),
  LW1020: told((lab) => two(lab, { mac: "52:54:00:00:00:01" })),
  LW1021: machine((lab) => ({ networks: [new NatNetwork(lab, "mgmt").attach({ mac: "ff:ff:ff:ff:ff:ff" })] })),
  LW1022: machine((lab) => ({ networks: [new NatNetwork(lab, "mgmt").attach({ name: "n".repeat(16) })] })),
  LW1023: told((lab) => [lab, lab.lab].map((scope) => new Machine(scope, "web", { image }))),
  LW1030: told((lab) => fabric(lab).access("green")),
  LW1031: told((lab) => fabric(lab, { red: 10, blue: 10 })),
  LW1032: told((lab) => fabric(lab, { red: 4095 })),
  LW1033: machine((lab) => ({ networks: [fabric(lab).trunk([])] })),
  LW1040: machine({ image: Image.alpine323(), firmware: "bios" }),
  LW1041: machine({ image: Image.debian12({ arch: "aarch64" }) }),
  LW1042: machine({ image: Image.fromFile("/d.qcow2", { virtualSize: Size.gibibytes(20) }), disk: Size.gibibytes(10) }),
  LW1043: machine({ disks: [{ size: Size.gibibytes(1) }, { size: Size.gibibytes(1) }] }),
  LW1050: () => Image.flatcar().resolve("x86_64"),
  LW1051: () => Checksum.parse("md5:d41d8cd98f00b204e9800998ecf8427e"),
  LW1052: () => Image.fromCatalogue("debian-11"),
  LW1060: machine({ cloudInit: { parts: [["not", "a", "mapping"] as never] } }),
  LW1061: machine({ cloudInit: { parts: [{ users: [{ name: "ann", passwd: "x" }] }] } }),
  LW1062: told(() => undefined, { context: { "labwright:backend": { type: "s3", bucket: "labs", secret_key: "x" } } }),
  LW1070: told((lab) => new Machine(lab, "web", { image, vcpus: 4 }), { host: KvmHost.local({ capacity: { vcpus: 2 } }) }),
  LW1080: () => new ChapterStack(testApp(), "pinnacle/99"),
  LW1081: () => new ChapterStack(testApp(), "pinnacle/14", { variant: "huge" }),
  LW1090: () => {
    const lab = makeLab();
    new Machine(lab, "web", { image }).domain.addOverride("cpu.modell", "host");
    const directory = mkdtempSync(join(tmpdir(), "labwright-schema-"));
    try {
      writeFileSync(join(directory, "cdk.tf.json"), Testing.synth(lab));
      checkSynthesized(join(directory, "cdk.tf.json"));
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
};
