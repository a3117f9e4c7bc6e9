import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { Progress, RunHistory } from "../../engines/engine";
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
function engine(signal?: AbortSignal, history?: RunHistory): LibvirtEngine {
  const workspace = join(host.directory, "workspace");
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, "cdk.tf.json"), JSON.stringify({
    resource: { libvirt_domain: { web1_domain_1: resource("web1/domain") }, terraform_data: { web1_ready_2: resource("web1/ready"), web1_identity_3: resource("web1/identity") } },
  }));
  return new LibvirtEngine({
    spec, stackId: "demo", target: "demo", labDirectory: host.directory, workspace, signal, history, stateFile: join(host.directory, "demo.tfstate"),
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
    expect(await engine().plan(told)).toMatchObject({ changes: [{ what: "machine", name: "web1", kind: "create", why: [] }] });
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

  const RESOURCES = { terraform_data: "terraform_data.step", libvirt: "libvirt_network.net", data: "data.http.page" };

  test("that terraform could not destroy is down when its state has nothing but what the host was searched for", async () => {
    host.write("terraform-destroy", "exit 1");
    host.write("terraform-state", `printf '%s\\n' ${Object.values(RESOURCES).join(" ")}`);
    expect((await engine().down(told)).left).toEqual([]);
  });

  test("keeps a state that has more: of that nobody else knows", async () => {
    putLab(host, spec);
    host.write("terraform-destroy", `${event({ type: "diagnostic", diagnostic: { severity: "error", summary: "no credentials" } })}exit 1`);
    host.write("terraform-state", `printf '%s\\n' ${Object.values(RESOURCES).join(" ")} aws_s3_bucket.b module.x.aws_vpc.v`);
    await expect(engine().down(told)).rejects.toMatchObject({
      problems: [{ code: "LW3012", values: { left: "aws_s3_bucket.b, module.x.aws_vpc.v", why: { en: "no credentials" } } }],
    });
    expect(host.names("domains")).toEqual([]);
  });

  test("keeps a state elsewhere that cannot be read after a destroy that failed", async () => {
    host.write("terraform-init", 'echo "Error: no backend" >&2; exit 1');
    host.write("terraform-state", "exit 1");
    const remote = engine();
    host.write("workspace/cdk.tf.json", '{"terraform":{"backend":{"s3":{}}}}');
    await expect(remote.down(told)).rejects.toMatchObject({ problems: [{ code: "LW3001", values: { command: "init" } }] });
  });

  test("a state that a killed Terraform wrote the half of is kept for what else it has, or the stack declares", async () => {
    host.write("terraform-init", 'echo "Error: Unsupported state file format" >&2; exit 1');
    host.write("terraform-state", "exit 1");
    const half = (type: string): void => host.write("demo.tfstate", `{ "version": 4, "resources": [ { "mode": "managed",\n "type": "${type}",\n "name": "x", "provider": "p" }, { "mode": "data", "type": "http", "name": "y", "inst`);
    half("libvirt_volume");
    expect((await engine().down(told)).left).toEqual([]);
    half("aws_s3_bucket");
    await expect(engine().down(told)).rejects.toMatchObject({ problems: [{ code: "LW3012", values: { left: "aws_s3_bucket.x" } }] });
    half("libvirt_volume");
    const declaring = engine();
    host.write("workspace/cdk.tf.json", '{"resource":{"aws_s3_bucket":{"b":{}}},"terraform":{"backend":{"local":{}}}}');
    await expect(declaring.down(told)).rejects.toMatchObject({ problems: [{ code: "LW3012", values: { left: "aws_s3_bucket.b" } }] });
  });

  test("without what it was synthesized to, reads the state's file", async () => {
    const bare = engine();
    rmSync(join(host.directory, "workspace"), { recursive: true });
    expect((await bare.down(told)).left).toEqual([]);
    const resources = [{ mode: "managed", type: "libvirt_domain", name: "d" }, { mode: "data", type: "http", name: "p" }, { mode: "managed", type: "aws_s3_bucket", name: "b" }];
    host.write("demo.tfstate", JSON.stringify({ version: 4, resources }));
    await expect(bare.down(told)).rejects.toMatchObject({ problems: [{ code: "LW3012", values: { left: "aws_s3_bucket.b" } }] });
    host.write("demo.tfstate", "{ broken");
    await expect(bare.down(told)).rejects.toMatchObject({ problems: [{ code: "LW4010" }] });
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

  test("a host that does not answer has no absent machines", async () => {
    host.write("silent");
    await expect(engine().status()).rejects.toMatchObject({ problems: [{ code: "LW2001" }] });
    rmSync(join(host.directory, "bin", "virsh"));
    process.env["PATH"] = join(host.directory, "bin");
    await expect(engine().status()).rejects.toMatchObject({ problems: [{ code: "LW2003", values: { tool: "virsh" } }] });
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
