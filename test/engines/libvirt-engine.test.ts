import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Progress } from "../../engines/engine";
import { LibvirtEngine } from "../../engines/libvirt/libvirt-engine";
import { RunLog } from "../../engines/project/run-log";
import { demoSpec, putLab } from "../cli/support/lab";
import { FakeHost } from "./support/fake-host";

let host: FakeHost;
let spec: LabSpec;
let progress: Progress[];
beforeEach(() => {
  host = new FakeHost();
  spec = demoSpec(host.directory);
  progress = [];
});
afterEach(() => host.close());

const told = (one: Progress): void => void progress.push(one);

const resource = (path: string): object => ({ "//": { metadata: { path: `demo/${path}` } } });

/** An engine on a workspace with one machine of each part. */
function engine(signal?: AbortSignal): LibvirtEngine {
  const workspace = join(host.directory, "workspace");
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, "cdk.tf.json"), JSON.stringify({
    resource: { libvirt_domain: { web1_domain_1: resource("web1/domain") }, terraform_data: { web1_ready_2: resource("web1/ready"), web1_identity_3: resource("web1/identity") } },
  }));
  return new LibvirtEngine({
    spec, stackId: "demo", target: "demo", labDirectory: host.directory, workspace, signal,
    terraform: host.terraform, privateKeyFile: join(host.directory, "id_ed25519"), log: new RunLog(host.directory),
  });
}

const event = (value: object): string => `echo '${JSON.stringify(value)}'\n`;
const hook = (type: string, addr: string, more: object = {}): string => event({ type, hook: { resource: { addr }, ...more } });
const terraformCalls = (): string[] => host.log.filter((line) => line.startsWith("terraform ")).map((line) => line.split(" ")[1] ?? "");

describe("the libvirt engine (terraform and virsh are faked)", () => {
  test("plans: init, plan, and the plan in words", async () => {
    const change = { address: "libvirt_domain.web1_domain_1", type: "libvirt_domain", change: { actions: ["create"] } };
    host.write("terraform-show-plan", event({ resource_changes: [change] }));
    expect(await engine().plan(told)).toEqual({ changes: [{ what: "machine", name: "web1", kind: "create", why: [] }] });
    expect(terraformCalls()).toEqual(["init", "plan", "show"]);
    expect(progress).toEqual([{ type: "phase", phase: "init" }, { type: "phase", phase: "plan" }]);
  });

  test("tells a machine's way up, from its disks to ready", async () => {
    host.write("terraform-apply", [
      hook("apply_start", "terraform_data.web1_identity_3", { action: "create" }),
      hook("apply_start", "libvirt_domain.web1_domain_1", { action: "create" }),
      hook("apply_complete", "libvirt_domain.web1_domain_1", { action: "create" }),
      hook("apply_start", "terraform_data.web1_ready_2", { action: "create" }),
      hook("provision_progress", "terraform_data.web1_ready_2", { output: "labwright: web1 cloud-init" }),
      hook("apply_complete", "terraform_data.web1_ready_2", { action: "create" }),
    ].join(""));
    await engine().up(told);
    expect(progress.flatMap((one) => (one.type === "resource" ? [`${one.name} ${one.state} ${String(one.done)}`] : []))).toEqual([
      "web1 disks false", "web1 starting false", "web1 booting false", "web1 cloud-init false", "web1 ready true",
    ]);
    expect(host.log.find((line) => line.startsWith("terraform apply"))).toContain("-parallelism=10");
  });

  test("leaves no plan behind when an apply fails", async () => {
    host.write("terraform-apply", "exit 1");
    const broken = engine();
    writeFileSync(join(host.directory, "workspace", "labwright.tfplan"), "");
    await expect(broken.up(told)).rejects.toMatchObject({ problems: [{ code: "LW3001" }] });
    expect(existsSync(join(host.directory, "workspace", "labwright.tfplan"))).toBe(false);
  });

  test("removes strays before it plans: what has the mark and is in no state, and only that", async () => {
    putLab(host, spec);
    const [web1 = "", web2 = "", db1 = ""] = spec.machines.map(({ hostName }) => hostName);
    const known = [
      ...[web1, db1].map((name) => ({ type: "libvirt_domain", values: { name } })),
      ...spec.networks.map(({ hostName: name }) => ({ type: "libvirt_network", values: { name } })),
      ...spec.bridges.map(({ hostName: bridge }) => ({ type: "terraform_data", values: { input: { bridge } } })),
      ...spec.machines.map(({ name }) => ({ type: "libvirt_volume", values: { name: `${name}-root.qcow2` } })),
      { type: "libvirt_pool", values: { name: `lw-${spec.id}-pool` } },
      { type: "terraform_data", values: { input: null } },
    ];
    host.write("terraform-show", event({ values: { root_module: { resources: known } } }));
    host.write("terraform-show-plan", "echo '{}'");
    await engine().plan(told);
    expect(host.names("domains")).toEqual([web1, db1].sort());
    expect(host.log.filter((line) => /undefine|delete|del-br/.test(line)).every((line) => line.includes(web2))).toBe(true);
    expect(host.names("networks")).toHaveLength(2);
  });

  test("takes the lab down, and counts what was there", async () => {
    putLab(host, spec);
    const { removed, left } = await engine().down(told);
    expect(removed).toEqual({ machine: 3, network: 2, volume: 3, pool: 1, bridge: 1 });
    expect(left).toEqual([]);
    expect(terraformCalls()).toEqual(["init", "destroy"]);
    expect(progress.map((one) => (one.type === "phase" ? one.phase : one.type))).toEqual(["destroy", "audit"]);
  });

  test("is down when nothing is left, even if terraform complained", async () => {
    putLab(host, spec);
    host.write("terraform-destroy", "exit 1");
    expect((await engine().down(told)).left).toEqual([]);
    expect(host.names("domains")).toEqual([]);
  });

  test("lists what refused to go", async () => {
    putLab(host, spec);
    const name = spec.networks[0]?.hostName ?? "";
    host.write("refuse", `${name}\n`);
    expect((await engine().down(told)).left).toEqual([`network ${name}`]);
  });

  test("says what terraform said when something is left because of it", async () => {
    putLab(host, spec);
    host.write("refuse", `${spec.networks[0]?.hostName ?? ""}\n`);
    host.write("terraform-init", 'echo "Error: no provider" >&2; exit 1');
    await expect(engine().down(told)).rejects.toMatchObject({ problems: [{ code: "LW3001", values: { command: "init", why: { en: "Error: no provider" } } }] });
  });

  test("interrupted, removes nothing on its own account", async () => {
    putLab(host, spec);
    await expect(engine(AbortSignal.abort()).down(told)).rejects.toMatchObject({ problems: [{ code: "LW3002" }] });
    expect(host.names("domains")).toHaveLength(3);
  });

  test("knows each machine's state and addresses", async () => {
    const [first] = spec.machines;
    host.put("domains", first?.hostName ?? "", spec.id);
    expect((await engine().status()).map(({ name, state }) => [name, state])).toEqual([["web1", "running"], ["web2", "absent"], ["db1", "absent"]]);
    expect((await engine().status())[0]?.addresses).toEqual(["10.21.12.11", "10.21.13.11"]);
  });

  test("knows where a machine is reached, from the lab or from the host", async () => {
    const machines = spec.machines.map((machine) => (machine.name === "web2" ? { ...machine, ssh: { user: "debian" } } : machine));
    spec = { ...spec, machines };
    expect(await engine().endpoint("web1")).toMatchObject({ user: "debian", address: "10.21.12.11" });
    await expect(engine().endpoint("web2")).rejects.toMatchObject({ problems: [{ code: "LW3003" }] });
    host.write("addresses.lease", " vnet0  52:54:00:00:00:01  ipv4  192.168.7.9/24\n");
    expect(await engine().endpoint("web2")).toMatchObject({ address: "192.168.7.9" });
    await expect(engine().endpoint("web9")).rejects.toMatchObject({ problems: [{ code: "LW4004" }] });
  });
});
