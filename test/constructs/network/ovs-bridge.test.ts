import { KvmHost } from "../../../constructs/host/kvm-host";
import { OvsBridge, type OvsBridgeProps } from "../../../constructs/network/ovs-bridge";
import { codesOf, makeLab, synthLab, type Synthesized } from "../../support/synth";

interface LocalExec {
  readonly command: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly interpreter: readonly string[];
  readonly when?: string;
}

const bridge = (props: OvsBridgeProps = {}, host = KvmHost.local()): Synthesized => synthLab((lab) => void new OvsBridge(lab, "ovs", props), { host });
const steps = (lab: Synthesized): LocalExec[] => (lab.at("ovs/bridge", "provisioner") as { "local-exec": LocalExec }[]).map((step) => step["local-exec"]);

describe("OvsBridge", () => {
  test("has a name of its own on the host, so that no lab takes another's br0", () => {
    const [one, other] = ["lab", "other"].map((id) => new OvsBridge(makeLab({ id }), "br0"));
    expect(one?.hostName).toMatch(/^lw[a-z2-7]{13}$/);
    expect(one?.hostName).not.toBe(other?.hostName);
    expect(one?.toSpec()).toEqual({ name: "br0", path: "lab/br0", hostName: one?.hostName, datapath: undefined });
  });

  test("is made by one step and removed by another", () => {
    expect(steps(bridge()).map(({ when, interpreter }) => [when, interpreter])).toEqual([[undefined, ["/bin/sh", "-c"]], ["destroy", ["/bin/sh", "-c"]]]);
  });

  test("is made anew when anything it was made by changes", () => {
    const lab = bridge({ datapath: "netdev" });
    expect(lab.at("ovs/bridge", "triggers_replace")).toEqual(lab.at("ovs/bridge", "input"));
    expect(lab.at("ovs/bridge", "input")).toMatchObject({ datapath: "netdev", host: "qemu:///system", lab: expect.stringMatching(/^[a-z2-7]{13}$/) });
  });

  test("has the datapath of the host, found when the lab is brought up, unless it is given", () => {
    const variable = "${var.labwright_ovs_datapath}";
    expect(steps(bridge())[0]?.environment?.["LW_DATAPATH"]).toBe(variable);
    expect(bridge().at("ovs/bridge", "input", "datapath")).toBe(variable);
    expect(steps(bridge({ datapath: "system" }))[0]?.environment?.["LW_DATAPATH"]).toBe("system");
    expect(bridge().json["variable"]).toHaveProperty("labwright_ovs_datapath.default", "system");
  });

  test.each([["this machine", KvmHost.local()], ["a remote host", KvmHost.remote("ann@kvm1")]])("is removed on %s by a step that refers to nothing Terraform would have to look up", (_name, host) => {
    const destroy = JSON.stringify(steps(bridge({}, host))[1]);
    expect(destroy).not.toMatch(/(?<!\$)\$\{|(?<!%)%\{/);
    expect(destroy).not.toContain("var.");
  });

  test("is reached on a remote host by the system's ssh, its values quoted", () => {
    const [create] = steps(bridge({}, KvmHost.remote("ann@kvm1:2222")));
    expect(create?.command).toMatch(/^exec ssh -o BatchMode=yes -p 2222 'ann@kvm1' /);
    expect(create?.command).toContain("${var.labwright_ovs_datapath}");
    expect(create?.environment).toBeUndefined();
  });

  test.each([["bad name", "My Bridge", {}], ["bad datapath", "ovs", { datapath: "dpdk" }], ["empty datapath", "ovs", { datapath: "" }]])("refuses a %s", (_name, id, props) => {
    expect(codesOf((lab) => new OvsBridge(lab, id, props as OvsBridgeProps))).toEqual(["LW1001"]);
  });
});
