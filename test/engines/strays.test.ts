import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import type { RunHistory } from "../../engines/engine";
import { LibvirtEngine } from "../../engines/libvirt/libvirt-engine";
import { RunLog } from "../../engines/project/run-log";
import { demoSpec, putLab } from "../cli/support/lab";
import { FakeHost } from "./support/fake-host";

let host: FakeHost;
let spec: LabSpec;
let workspace: string;
beforeEach(() => {
  host = new FakeHost();
  spec = demoSpec(host.directory);
  workspace = join(host.directory, "workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "cdk.tf.json"), "{}");
  host.write("terraform-show-plan", "echo '{}'");
});
afterEach(() => host.close());

const UNFINISHED: RunHistory = { unfinished: true };
const FINISHED: RunHistory = { finished: "2026-01-02T03:04:05.000Z" };
const EDITED: RunHistory = { ...FINISHED, ...UNFINISHED };

function engine(history?: RunHistory, signal?: AbortSignal): LibvirtEngine {
  return new LibvirtEngine({
    spec, stackId: "demo", target: "demo", labDirectory: host.directory, workspace, signal, history, stateFile: join(host.directory, "demo.tfstate"),
    terraform: host.terraform, privateKeyFile: join(host.directory, "id_ed25519"), log: new RunLog(host.directory),
  });
}

const silent = (): void => undefined;

/** The state of a lab that is up, without some of its machines. */
function writeState(...missing: string[]): void {
  const machines = spec.machines.filter(({ name }) => !missing.includes(name));
  const resources = [
    ...machines.map(({ hostName: name }) => ({ type: "libvirt_domain", values: { name } })),
    ...machines.map(({ name }) => ({ type: "libvirt_volume", values: { name: `${name}.qcow2` } })),
    ...spec.networks.map(({ hostName: name }) => ({ type: "libvirt_network", values: { name } })),
    ...spec.bridges.map(({ hostName: bridge }) => ({ type: "terraform_data", values: { input: { bridge } } })),
    { type: "libvirt_pool", values: { name: `lw-${spec.id}-pool` } },
    { type: "terraform_data", values: { input: null } },
  ];
  host.write("terraform-show", `echo '${JSON.stringify({ values: { root_module: { resources } } })}'\n`);
}

function putAll(): void {
  putLab(host, spec);
  host.putPool(`lw-${spec.id}-pool`, ["web2-seed.iso"]);
}

const removals = (): string[] => host.log.filter((line) => /undefine|delete|destroy|del-br/.test(line));

describe("what has a lab's mark and is in no state (terraform and virsh are faked)", () => {
  test("is told by a plan, which removes nothing; up removes it and only it, before it applies", async () => {
    putAll();
    writeState("web2");
    const one = engine(UNFINISHED);
    expect((await one.plan(silent)).changes).toEqual([{ what: "machine", name: "web2", kind: "delete", why: [expect.objectContaining({ en: expect.stringContaining("unfinished run") })] }]);
    expect(removals()).toEqual([]);
    await one.up(silent);
    expect(host.names("domains")).toEqual([spec.machines[0]?.hostName, spec.machines[2]?.hostName].sort());
    expect(removals().every((line) => line.includes("web2"))).toBe(true);
    expect(host.log.findIndex((line) => line.includes("vol-delete"))).toBeLessThan(host.log.findIndex((line) => line.startsWith("terraform apply")));
  });

  test("that is made anew is one change with both reasons", async () => {
    putAll();
    writeState("web2");
    writeFileSync(join(workspace, "cdk.tf.json"), JSON.stringify({ resource: { libvirt_domain: { d: { "//": { metadata: { path: "demo/web2/domain" } } } } } }));
    host.write("terraform-show-plan", `echo '{"resource_changes":[{"address":"libvirt_domain.d","type":"libvirt_domain","change":{"actions":["create"]}}]}'`);
    expect((await engine(UNFINISHED).plan(silent)).changes).toMatchObject([{ what: "machine", name: "web2", kind: "create", why: [{}] }]);
  });

  test("that is a data disk is told as lost", async () => {
    putLab(host, spec);
    writeState();
    host.putPool(`lw-${spec.id}-pool`, ["web1.data.qcow2", "nobody.qcow2"]);
    const { changes, isThere } = await engine(EDITED).plan(silent);
    expect(changes.map(({ what, name, kind }) => `${what} ${name} ${kind}`).sort()).toEqual(["disk web1/data lost", "other nobody.qcow2 delete"]);
    expect(isThere).toBe(true);
  });

  test("stays when the run was interrupted before", async () => {
    putAll();
    writeState("web2");
    const stop = new AbortController();
    const one = engine(UNFINISHED, stop.signal);
    await one.plan(silent);
    stop.abort();
    await expect(one.up(silent)).rejects.toMatchObject({ problems: [{ code: "LW3002" }] });
    expect(removals()).toEqual([]);
  });

  test("stays when the state cannot be read", async () => {
    putAll();
    host.write("terraform-show", "echo 'Error: no credentials' >&2; exit 1");
    await expect(engine(UNFINISHED).plan(silent)).rejects.toMatchObject({ problems: [{ code: "LW3001", values: { command: "show" } }] });
    expect(removals()).toEqual([]);
  });

  test("is removed, disks and all, where the first run was killed before it wrote a state", async () => {
    putAll();
    const one = engine(UNFINISHED);
    expect((await one.plan(silent)).changes.map(({ what, name }) => `${what} ${name}`).sort()).toEqual([
      ...spec.bridges.map(({ name }) => `bridge ${name}`), "machine db1", "machine web1", "machine web2",
      ...spec.networks.map(({ name }) => `network ${name}`), "pool storage",
    ]);
    await one.up(silent);
    expect([host.names("domains"), host.names("pools")]).toEqual([[], []]);
  });

  test.each([
    ["an empty state after a run that ended", FINISHED, []],
    ["an empty state after a run that ended and one that did not", EDITED, []],
    ["an empty state of a lab that nobody remembers", undefined, []],
    ["a state without one machine after a run that ended", FINISHED, ["web2"]],
  ] as const)("is taken for a lost state: %s", async (_, history, missing) => {
    putAll();
    if (missing.length > 0) writeState(...missing);
    const told = await engine(history).plan(silent).catch((error: unknown) => error);
    expect(told).toMatchObject({ problems: [{ code: "LW3011", values: { what: { en: expect.stringContaining(`machine ${spec.machines[1]?.hostName ?? ""}`) } } }] });
    expect(removals()).toEqual([]);
  });

  test("is removed after an edit that was killed, with the state that the lab had", async () => {
    putAll();
    writeState("web2");
    const one = engine(EDITED);
    await one.plan(silent);
    await one.up(silent);
    expect(host.names("domains")).toHaveLength(2);
  });

  test("without any disk is removed whatever was before: it can be made again", async () => {
    putLab(host, spec);
    writeState();
    host.put("networks", `lw-${spec.id}-old`, spec.id);
    const one = engine(FINISHED);
    expect((await one.plan(silent)).changes).toMatchObject([{ what: "network", kind: "delete" }]);
    await one.up(silent);
    expect(host.names("networks")).toHaveLength(2);
  });
});
