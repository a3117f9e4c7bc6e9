import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { OvsBridge } from "../../../constructs/network/ovs-bridge";
import { FAKE_SSH, fakeCommands } from "../../support/fake-command";
import { runScript, type ScriptResult } from "../../support/host-script";
import { synthLab } from "../../support/synth";

// Keeps each bridge as a directory and each of its columns as a file.
const FAKE_OVS_VSCTL = `
B="$FAKE_DIR/bridges"; mkdir -p "$B"
echo "$*" >> "$FAKE_DIR/ovs.log"
[ ! -e "$FAKE_DIR/down" ] || { echo "database connection failed" >&2; exit 1; }
case "$1" in --*) shift ;; esac
case "$1" in
  br-exists) [ -d "$B/$2" ] || exit 2 ;;
  get) key=$(echo "$4" | cut -d: -f2); [ ! -e "$B/$3/$key" ] || printf '"%s"\\n' "$(cat "$B/$3/$key")" ;;
  del-br) rm -rf "$B/$2" ;;
  add-br) mkdir -p "$B/$2"; name=$2; shift 6
    for pair in "$@"; do key=$(echo "$pair" | cut -d= -f1 | sed 's/.*://'); echo "$pair" | cut -d= -f2 > "$B/$name/$key"; done
    [ ! -e "$FAKE_DIR/no-datapath" ] || exit 1 ;;
esac
`;
const FAKE_IP = `echo "$*" >> "$FAKE_DIR/ip.log"; [ ! -e "$FAKE_DIR/no-link" ]`;

let dir = "";
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), "labwright-ovs-")); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type LocalExec = { readonly command: string; readonly environment?: Readonly<Record<string, string>> };

/** The steps of a synthesized bridge, with its Terraform templates filled as Terraform fills them. */
function steps(host = KvmHost.local()): { create: LocalExec; destroy: LocalExec; name: string; lab: string } {
  const lab = synthLab((stack) => void new OvsBridge(stack, "br0", { datapath: "netdev" }), { host });
  const provisioners = lab.at("br0/bridge", "provisioner") as { "local-exec": LocalExec }[];
  const filled = (step: LocalExec | undefined): LocalExec => JSON.parse(JSON.stringify(step).replaceAll("$${", "${").replaceAll("%%{", "%{")) as LocalExec;
  const input = lab.at("br0/bridge", "input") as { bridge: string; lab: string };
  return { create: filled(provisioners[0]?.["local-exec"]), destroy: filled(provisioners[1]?.["local-exec"]), name: input.bridge, lab: input.lab };
}

function run({ command, environment = {} }: LocalExec): Promise<ScriptResult> {
  const PATH = fakeCommands(dir, { "ovs-vsctl": FAKE_OVS_VSCTL, ip: FAKE_IP, ssh: FAKE_SSH, sudo: 'shift; exec "$@"' });
  return runScript({ command, environment }, { PATH, FAKE_DIR: dir });
}

const bridges = (): string[] => (existsSync(join(dir, "bridges")) ? readdirSync(join(dir, "bridges")) : []);
const column = (bridge: string, name: string): string => readFileSync(join(dir, "bridges", bridge, name), "utf8").trim();
const flag = (name: string): void => writeFileSync(join(dir, name), "");

function foreignBridge(name: string, owner?: string): void {
  mkdirSync(join(dir, "bridges", name), { recursive: true });
  if (owner !== undefined) writeFileSync(join(dir, "bridges", name, "labwright-lab"), owner);
}

describe("the steps of an OVS bridge (ovs-vsctl and ip are faked)", () => {
  test("make it with its owner's mark and datapath, and bring it up", async () => {
    const { create, name, lab } = steps();
    expect(await run(create)).toMatchObject({ code: 0, stderr: "" });
    expect(bridges()).toEqual([name]);
    expect(column(name, "labwright-lab")).toBe(lab);
    expect(column(name, "labwright-bridge")).toBe("br0");
    expect(column(name, "datapath_type")).toBe("netdev");
    expect(readFileSync(join(dir, "ip.log"), "utf8")).toBe(`link set ${name} up\n`);
  });

  test("write the mark in the command that makes it", async () => {
    const { create } = steps();
    await run(create);
    const made = readFileSync(join(dir, "ovs.log"), "utf8").split("\n").filter((line) => line.includes("add-br"));
    expect(made).toHaveLength(1);
    expect(made[0]).toContain("external_ids:labwright-lab=");
  });

  test("do nothing new the second time", async () => {
    const { create, name } = steps();
    await run(create);
    expect((await run(create)).code).toBe(0);
    expect(bridges()).toEqual([name]);
  });

  test.each([["of nobody", undefined], ["of another lab", "zzzzzzzzzzzzz"]])("leave a bridge %s alone", async (_name, owner) => {
    const { create, destroy, name } = steps();
    foreignBridge(name, owner);
    const result = await run(create);
    expect(result.code).toBe(20);
    expect(result.stderr).toContain("it exists and is not this lab's: it is left alone");
    expect((await run(destroy)).code).toBe(0);
    expect(bridges()).toEqual([name]);
  });

  test("remove the lab's own", async () => {
    const { create, destroy, name } = steps();
    foreignBridge("br-ext");
    await run(create);
    expect(bridges()).toContain(name);
    expect((await run(destroy)).code).toBe(0);
    expect(bridges()).toEqual(["br-ext"]);
  });

  test("have nothing to remove when it is gone already", async () => {
    expect(await run(steps().destroy)).toMatchObject({ code: 0, stderr: "" });
  });

  test.each(["no-datapath", "no-link"])("take back what failed halfway (%s)", async (fault) => {
    flag(fault);
    const result = await run(steps().create);
    expect(result.code).toBe(22);
    expect(bridges()).toEqual([]);
  });

  test("keep the lab's bridge when a second run fails", async () => {
    const { create, name } = steps();
    await run(create);
    flag("no-link");
    expect((await run(create)).code).toBe(22);
    expect(bridges()).toEqual([name]);
  });

  test("fail rather than forget the bridge when Open vSwitch does not answer", async () => {
    const { create, destroy, name } = steps();
    await run(create);
    flag("down");
    expect((await run(destroy)).code).toBe(21);
    expect((await run(create)).code).toBe(21);
    expect(bridges()).toEqual([name]);
  });

  test("do the same on a remote host (ssh is faked too)", async () => {
    const { create, destroy, name, lab } = steps(KvmHost.remote("ann@kvm.example"));
    expect(await run(create)).toMatchObject({ code: 0, stderr: "" });
    expect(column(name, "labwright-lab")).toBe(lab);
    expect(column(name, "datapath_type")).toBe("netdev");
    expect((await run(destroy)).code).toBe(0);
    expect(bridges()).toEqual([]);
    expect(readFileSync(join(dir, "ssh.log"), "utf8")).toContain("ann@kvm.example");
  });
});
