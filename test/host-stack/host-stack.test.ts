import { App, Testing } from "cdktf";
import { errorCatalogue } from "../../constructs/core/error-catalogue";
import { COMMON } from "../../constructs/host/prepare/common";
import { hostSteps } from "../../constructs/host/prepare";
import { HostStack, KvmHost, LabStack, Size } from "./support/api";

interface LocalExec { readonly command: string; readonly when?: string; readonly quiet?: boolean }
interface Data { readonly input?: { readonly command: string; readonly owner: string }; readonly triggers_replace?: { readonly step: string }; readonly depends_on?: readonly string[]; readonly provisioner: readonly { readonly "local-exec": LocalExec }[] }
interface Rendered { readonly resource: { readonly terraform_data: Readonly<Record<string, Data>> } }

const HOST = KvmHost.remote("root@10.0.0.5", { storagePath: "/srv/labs" });
const app = (context: Record<string, unknown> = {}): App => Testing.stubVersion(new App({ stackTraces: false, context }));
const render = (stack: HostStack): Readonly<Record<string, Data>> => (JSON.parse(Testing.synth(stack)) as Rendered).resource.terraform_data;
const problems = (props: unknown, context: Record<string, unknown> = {}): readonly string[] =>
  new HostStack(app(context), "host", props as ConstructorParameters<typeof HostStack>[2]).findProblems().map(({ code, values }) => `${code} ${String(values["property"] ?? values["second"])}`);

describe("HostStack", () => {
  const data = render(new HostStack(app(), "kvm1-host", { host: HOST, bridge: { nic: "eth0" }, ovsBridge: {}, nested: true }));
  const steps = ["packages", "libvirt", "storage", "nested", "ovs", "bridge"];

  test("has a resource that applies and one that undoes for each step, in a chain", () => {
    expect(Object.keys(data).sort()).toEqual(steps.flatMap((step) => [step, `${step}-undo`]).sort());
    const chain = steps.flatMap((step) => [`${step}-undo`, step]);
    expect(chain.map((name) => data[name]?.depends_on ?? [])).toEqual([[], ...chain.slice(0, -1).map((name) => [`terraform_data.${name}`])]);
  });

  test("undo has all that it needs in its input", () => {
    for (const step of steps) {
      const undo = data[`${step}-undo`];
      expect(undo?.provisioner).toEqual([{ "local-exec": { command: "${base64decode(self.input.command)}", interpreter: ["/bin/sh", "-c"], quiet: true, when: "destroy" } }]);
      const command = Buffer.from(undo?.input?.command ?? "", "base64").toString();
      expect(command).toContain("'root@10.0.0.5'");
      expect(command).toContain("LW_MODE='\\''undo'\\''");
      expect(command).toContain(COMMON.split("\n")[4]);
    }
  });

  test("what is for the shell is nothing for Terraform", () => {
    for (const { provisioner } of Object.values(data)) {
      const command = provisioner[0]?.["local-exec"].command ?? "";
      if (command.startsWith("${base64decode")) continue;
      expect(command.replaceAll("$${", "").replaceAll("%%{", "")).not.toMatch(/[$%]\{/);
      expect(command.replaceAll("$${", "${").replaceAll("%%{", "%{").length).toBeLessThan(128 * 1024);
    }
  });

  test("a changed property changes only its step", () => {
    const other = render(new HostStack(app(), "kvm1-host", { host: HOST, bridge: { nic: "eth1" }, ovsBridge: {}, nested: true }));
    const changed = steps.filter((step) => other[step]?.triggers_replace?.step !== data[step]?.triggers_replace?.step);
    expect(changed).toEqual(["bridge"]);
  });

  test("two syntheses are the same; two projects are two owners", () => {
    expect(render(new HostStack(app(), "kvm1-host", { host: HOST, bridge: { nic: "eth0" }, ovsBridge: {}, nested: true }))).toEqual(data);
    const owners = ["a", "b"].map((instance) => new HostStack(app({ "labwright:instance": instance }), "kvm1-host", { host: HOST }).owner);
    expect(new Set([...owners, "kvm1-host"]).size).toBe(3);
  });

  test("the mirror of the context is what packages come from", () => {
    const [packages] = hostSteps(HOST, "s", { packages: [], aptMirror: "http://mirror/debian", minimumFreeBytes: 1, nested: false });
    const mirrored = render(new HostStack(app({ "labwright:mirrors": { apt: "http://mirror/debian" } }), "s", { host: HOST }));
    expect(packages?.apply).toContain("http://mirror/debian");
    expect(mirrored["packages"]?.provisioner[0]?.["local-exec"].command).toContain("http://mirror/debian");
  });

  test("a lab on it waits for it", () => {
    const whole = app();
    const host = new HostStack(whole, "kvm1-host", { host: HOST });
    const lab = new LabStack(whole, "lab", { host: host.host });
    lab.addDependency(host);
    expect(lab.dependsOn(host)).toBe(true);
    expect(lab.lab.host.storagePath).toBe("/srv/labs");
  });

  test("a backend of the context is this stack's too", () => {
    const stack = new HostStack(app({ "labwright:backend": { type: "http", address: "http://state/{stack}" } }), "kvm1-host", { host: HOST });
    expect(JSON.parse(Testing.synth(stack))).toMatchObject({ terraform: { backend: { http: { address: "http://state/kvm1-host" } } } });
  });

  test("every bad property is told, all at once", () => {
    expect(problems({})).toEqual(["LW1001 host"]);
    expect(problems({
      host: "root@10.0.0.5", nested: "yes", packages: ["a b", 3], bridges: 1, storage: { minimumFree: 5, path: "/x" },
      bridge: { name: "a-very-long-bridge-name", nic: "eth0;reboot", confirmSeconds: 5 }, ovsBridge: { name: "ovs", datapath: "dpdk" },
    })).toEqual(expect.arrayContaining(["LW1002 bridges", "LW1001 host", "LW1001 nested", "LW1001 packages[0]", "LW1001 packages[1]", "LW1001 storage.minimumFree",
      "LW1002 path", "LW1001 bridge.name", "LW1001 bridge.nic", "LW1001 bridge.confirmSeconds", "LW1001 ovsBridge.datapath"]));
    expect(problems({ host: HOST, bridge: { name: "br0", nic: "br0" }, ovsBridge: { name: "br0" } })).toEqual(["LW1023 bridge.nic", "LW1023 ovsBridge.name"]);
    expect(problems({ host: HOST }, { "labwright:mirrors": { apt: "http://x/'; reboot" } })).toEqual(["LW1001 mirrors.apt"]);
    expect(problems({ host: HOST, storage: { minimumFree: Size.gibibytes(20) } })).toEqual([]);
  });

  test.each([null, 3, "text", [], { host: null, bridge: 7, ovsBridge: "x", storage: [], packages: "qemu" }])("%p as properties is no crash", (props) => {
    expect(problems(props).length).toBeGreaterThan(0);
  });

  test("its problems stop the synthesis", () => {
    const whole = app();
    new HostStack(whole, "bad", { host: HOST, bridge: { nic: "" } });
    expect(() => whole.synth()).toThrow(/LW1001 bad: `bridge.nic`/);
  });

  test("every code that a script says is in the catalogue", () => {
    const plan = { packages: [], minimumFreeBytes: 1, nested: true, bridge: { name: "br0", nic: "eth0", confirmSeconds: 60 }, ovsBridge: { name: "o" } };
    const said = new Set(hostSteps(HOST, "s", plan).flatMap(({ apply }) => apply.match(/\bLW20\d\d\b/g) ?? []));
    const known = Object.keys(errorCatalogue).filter((code) => /^LW20[67]\d$/.test(code));
    expect([...said].sort()).toEqual(known.sort());
  });
});
