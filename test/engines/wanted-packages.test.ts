import { wantedPackages } from "../../engines/images/wanted-packages";
import type { MachineSpec } from "../../constructs/spec/lab-spec";
import { golden, named } from "../embedded/support/lab";

const IMAGE = { fileName: "debian.qcow2" };
const machine = (name: string, userData: string, { image = IMAGE.fileName, format = "cloud-init" }: { image?: string; format?: "cloud-init" | "ignition" } = {}): MachineSpec =>
  named(name, { disks: [{ name: "root", bytes: 1, bus: "virtio", image }], seed: { format, userData, metaData: "", networkConfig: "" } });
const config = (value: object): string => `#cloud-config\n${JSON.stringify(value)}\n`;

test("packages of an image are those that its machines install, each once, in order", () => {
  const machines = [machine("a", config({ packages: ["jq", "docker.io"] })), machine("b", config({ packages: ["docker.io", "curl"] })), machine("c", config({ runcmd: ["true"] }))];
  expect(wantedPackages({ machines }, IMAGE)).toEqual(["curl", "docker.io", "jq"]);
});

test("machines of other images, other seeds and other user-data want none; a package with its version is left to cloud-init", () => {
  const machines = [
    machine("other", config({ packages: ["a"] }), { image: "ubuntu.qcow2" }), machine("ignition", '{"packages":["b"]}', { format: "ignition" }), machine("script", "#!/bin/sh\nexit 0\n"),
    named("empty"), machine("pinned", config({ packages: [["c", "1.0"], "d"] })),
  ];
  expect(wantedPackages({ machines }, IMAGE)).toEqual(["d"]);
});

test("a chapter's are found as it declares them", () => {
  const spec = golden("pinnacle-7");
  const [image] = spec.images;
  expect(wantedPackages(spec, image ?? IMAGE)).toEqual(expect.arrayContaining(["apparmor", "busybox-static", "docker.io", "iptables", "jq", "qemu-system-x86"]));
});
