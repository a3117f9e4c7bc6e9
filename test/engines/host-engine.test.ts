import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Progress } from "../../engines/engine";
import { HostEngine } from "../../engines/libvirt/host-engine";
import { RunLog } from "../../engines/project/run-log";
import { FakeHost } from "./support/fake-host";

let host: FakeHost;
let told: Progress[];
beforeEach(() => {
  host = new FakeHost();
  told = [];
});
afterEach(() => host.close());

const STEPS = ["packages", "libvirt"];

/** An engine on a workspace with two steps, and something that somebody added below the stack. */
function engine(): HostEngine {
  const workspace = join(host.directory, "workspace");
  mkdirSync(workspace, { recursive: true });
  const resource = (path: string): object => ({ "//": { metadata: { path: `kvm1/${path}` } } });
  const steps = STEPS.flatMap((step) => [`${step}-undo`, step]).map((name): [string, object] => [name, resource(name)]);
  writeFileSync(join(workspace, "cdk.tf.json"), JSON.stringify({ resource: { terraform_data: { ...Object.fromEntries(steps), own_agent_1A2B3C4D: resource("own/agent") } } }));
  return new HostEngine({ terraform: host.terraform, workspace, log: new RunLog(host.directory) });
}

const event = (value: object): string => `echo '${JSON.stringify(value)}'\n`;
const hook = (type: string, name: string, action: string): string => event({ type, hook: { resource: { addr: `terraform_data.${name}` }, action } });
const resources = (): string[] => told.flatMap((one) => (one.type === "resource" ? [`${one.name} ${one.state} ${String(one.done)} ${String(one.failed)}`] : []));
const tell = (one: Progress): void => void told.push(one);

describe("the host engine (terraform is faked)", () => {
  test("plans the steps that change, once each and in their order", async () => {
    const change = (name: string, ...actions: string[]): object => ({ address: `terraform_data.${name}`, type: "terraform_data", change: { actions } });
    const changes = [change("libvirt", "create"), change("libvirt-undo", "no-op"), change("packages", "create"), change("packages-undo", "create"), change("own_agent_1A2B3C4D", "read")];
    host.write("terraform-show-plan", event({ resource_changes: changes }));
    expect(await engine().plan(tell)).toEqual(STEPS);
    expect(told).toEqual([{ type: "phase", phase: "init" }, { type: "phase", phase: "plan" }]);
  });

  test("tells a step's way up by what does it", async () => {
    const made = (name: string): string => hook("apply_start", name, "create") + hook("apply_complete", name, "create");
    host.write("terraform-apply", made("packages-undo") + made("packages") + made("own_agent_1A2B3C4D") + hook("apply_start", "libvirt", "create") + hook("apply_errored", "libvirt", "create") + "exit 1");
    const broken = engine();
    writeFileSync(join(host.directory, "workspace", "labwright.tfplan"), "");
    await expect(broken.up(tell)).rejects.toMatchObject({ problems: [{ code: "LW3001" }] });
    expect(resources()).toEqual([
      "packages creating false false", "packages ready true false", "own/agent creating false false", "own/agent ready true false",
      "libvirt creating false false", "libvirt failed true true",
    ]);
    expect(existsSync(join(host.directory, "workspace", "labwright.tfplan"))).toBe(false);
  });

  test("tells a step's way back by what undoes it, also of one that the stack has no more", async () => {
    const removed = (name: string): string => hook("apply_start", name, "delete") + hook("apply_complete", name, "delete");
    host.write("terraform-destroy", ["libvirt", "libvirt-undo", "older", "older-undo"].map(removed).join(""));
    await engine().down(tell);
    expect(resources()).toEqual(["libvirt removing false false", "libvirt removed true false", "older removing false false", "older removed true false"]);
  });
});
