import type { SpawnSyncReturns } from "node:child_process";
import { bridgeStep } from "../../../constructs/host/prepare/bridge";
import { libvirtStep } from "../../../constructs/host/prepare/libvirt";
import { nestedStep } from "../../../constructs/host/prepare/nested";
import { ovsStep } from "../../../constructs/host/prepare/ovs";
import { packagesStep } from "../../../constructs/host/prepare/packages";
import { storageStep } from "../../../constructs/host/prepare/storage";
import { stepCommand } from "../../../constructs/host/prepare/step";
import type { ErrorCode } from "../../../constructs/core/error-catalogue";
import type { Problem } from "../../../constructs/core/lab-error";
import { hostWords } from "../../../engines/terraform/host-words";
import { FakeHost } from "../../host-stack/support/fake-host";
import { networkHost } from "../../host-stack/support/network-host";

type Run = (on: FakeHost) => SpawnSyncReturns<string>;

const STORAGE = storageStep("/srv/labs", "/srv/labs/labwright", 5 * 2 ** 30);
const BRIDGE = bridgeStep({ name: "br0", nic: "eth0", confirmSeconds: 2 });

/** What a step's script says when it gives up: code and reason on stderr. The scripts run; the host's commands are faked. */
function said(run: Run, make = (): FakeHost => new FakeHost()): readonly Problem[] {
  const on = make();
  try {
    return [...run(on).stderr.matchAll(/^labwright: (LW\d{4}) (.+)$/gm)].map(([, code, text]) => ({ code: code as ErrorCode, values: { said: hostWords(text ?? "") } }));
  } finally {
    on.remove();
  }
}

const onNetwork = (run: Run) => () => said(run, () => networkHost("systemd-networkd"));
const onHost = (run: Run, distribution = "debian") => () => said(run, () => new FakeHost(distribution));

/** On a host where a file says what is so. */
const where = (file: string, content: string, base: "root" | "fake", run: Run): Run => (on) => {
  on.write(file, content, base);
  return run(on);
};

/** One for each code of a host being prepared. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW2060: onHost((on) => on.run(packagesStep([], undefined)), "ID=arch\n"),
  LW2061: onHost(where("no-update", "", "fake", (on) => on.run(packagesStep([], "http://mirror")))),
  LW2062: onHost((on) => on.run(packagesStep(["no-such"], undefined))),
  LW2063: onNetwork((on) => on.run(bridgeStep({ name: "br0", nic: "eth9", confirmSeconds: 2 }))),
  LW2064: onHost(where("no-sudo", "", "fake", (on) => on.shell(stepCommand({ ssh: undefined, name: "local" }, STORAGE, "s", "apply"), { ...on.env, LW_FAKE_USER: "debian" }))),
  LW2065: onNetwork((on) => {
    on.run(BRIDGE);
    return on.run(BRIDGE);
  }),
  LW2066: onNetwork((on) => {
    on.shell("ip link add name br0 type bridge");
    return on.run(BRIDGE);
  }),
  LW2067: onHost(where("units/openvswitch-switch.service", "enabled active\n", "fake", where("/sys/class/net/ovsbr0/address", "x", "root", (on) => on.run(ovsStep({ name: "ovsbr0" }))))),
  LW2068: onHost(where("/proc/cpuinfo", "flags: fpu\n", "root", (on) => on.run(nestedStep(true)))),
  LW2069: onHost(where("guests", "vm1\n", "fake", (on) => on.run(nestedStep(true)))),
  LW2070: onHost(where("broken-units", "", "fake", (on) => on.run(libvirtStep()))),
  LW2071: onHost(where("/srv/labs", "a file", "root", (on) => on.run(STORAGE))),
  LW2072: onHost(where("free", "1048576\n", "fake", (on) => on.run(STORAGE))),
  LW2073: onNetwork((on) => on.run(BRIDGE, { env: { LW_FAKE_SETUP: "unmanaged" } })),
  LW2074: onNetwork(where("/run/systemd/network/10-netplan-eth0.network", "[Match]\nName=eth0\n[Network]\nVLAN=vlan10\n", "root", (on) => on.run(BRIDGE))),
  LW2075: onHost(where("bin/ssh", "#!/bin/sh\nexit 255\n", "fake", (on) =>
    on.shell(`chmod +x ${on.dir}/fake/bin/ssh; PATH=${on.dir}/fake/bin:$PATH; ${stepCommand({ ssh: "root@h", name: "h" }, STORAGE, "s", "apply")}`))),
};
