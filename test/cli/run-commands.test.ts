import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCatalogue, type ErrorCode } from "../../constructs/core/error-catalogue";
import { LabError } from "../../constructs/core/lab-error";
import type { LabSpec } from "../../constructs/spec/lab-spec";
import { exitCodeOf } from "../../cli/exit-codes";
import type { FakeHost } from "../engines/support/fake-host";
import { eachTestFaked, KNOWN_FACTS } from "./support/faked";
import { putLab, register } from "./support/lab";
import { CommandLine } from "./support/run-main";

jest.mock("../../engines/libvirt/preflight", () => ({ preflightLab: () => Promise.resolve() }));

let line: CommandLine;
let host: FakeHost;
let spec: LabSpec;
eachTestFaked((made) => ({ line, host, spec } = made), { config: KNOWN_FACTS });

const change = (address: string, ...actions: string[]): object => ({ address, type: address.split(".")[0], change: { actions } });
const planned = (...changes: object[]): void => host.write("terraform-show-plan", `echo '${JSON.stringify({ resource_changes: changes })}'\n`);

describe("up (terraform, virsh and the preflight are faked)", () => {
  test("asks, and without a terminal makes and remembers nothing", async () => {
    planned(change("libvirt_domain.web1_domain_00000000", "create"));
    const { code, codes, stdout } = await line.run(["up", "docker-cloud/4", "--variant", "access"]);
    expect([code, codes]).toEqual([2, ["LW4006"]]);
    expect(stdout).toMatch(/web1.*create/);
    expect(line.registry.list()).toEqual([]);
    expect(host.log.some((call) => call.startsWith("terraform apply"))).toBe(false);
    expect(existsSync(join(host.directory, "labwright"))).toBe(false);
  });

  test("that was answered with no ends with 130, and changes nothing", async () => {
    planned(change("libvirt_domain.web1_domain_00000000", "create"));
    const { code, stdout } = await line.run(["up", "docker-cloud/4"], { answer: false });
    expect(code).toBe(130);
    expect(stdout).toContain("nothing was changed");
    expect(line.registry.list()).toEqual([]);
  });

  test("plan tells the same, and asks nothing", async () => {
    planned(change("libvirt_domain.web1_domain_00000000", "create"));
    const { code, stdout, stderr } = await line.run(["plan", "docker-cloud/4:access", "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toEqual({ lab: "docker-cloud-4-access", changes: [{ what: "machine", name: "web1", kind: "create", why: [] }] });
    expect((await line.run(["plan", "docker-cloud/4", "--lang", "zh"])).stdout).toContain("创建");
  });

  test("says which machines it does not wait for, and does not count them as ready", async () => {
    planned();
    writeFileSync(join(line.directory, "lab.js"), `const { Image, LabStack, Machine, NatNetwork, OvsNetwork } = require(${JSON.stringify(join(__dirname, "../../index"))});
module.exports = (app, { host }) => {
  const lab = new LabStack(app, "lab", { host });
  const mgmt = new NatNetwork(lab, "mgmt"), ovs = new OvsNetwork(lab, "ovs", { vlans: { db: 20 } });
  new Machine(lab, "web", { image: Image.fromFile("/web.qcow2"), networks: [mgmt] });
  new Machine(lab, "db", { image: Image.fromFile("/web.qcow2"), networks: [ovs.access("db")] });
  new Machine(lab, "router", { image: Image.fromFile("/router.qcow2", { provisioning: "none" }), networks: [mgmt] });
};`);
    const unchecked = /not checked: db: no NIC that this host reaches\nnot checked: router: its disk takes no SSH key at first boot/;
    expect((await line.run(["plan", "./lab.js"])).stdout).toMatch(unchecked);
    expect((await line.run(["plan", "./lab.js", "--lang", "zh"])).stdout).toContain("未检查 db：没有宿主机可达的网卡");
  });

  test("a lab is of the architecture that was said, or that its remote host is of; not of this machine", async () => {
    planned();
    const archOf = async (...options: string[]): Promise<string | undefined> => {
      await line.run(["plan", "docker-cloud/4:access", ...options]);
      return /"type_arch": *"(\w+)"/.exec(readFileSync(join(line.directory, "cdktf.out/stacks/docker-cloud-4-access/cdk.tf.json"), "utf8"))?.[1];
    };
    writeFileSync(join(host.directory, "bin", "ssh"), '#!/bin/sh\ncase "$*" in *uname*) echo aarch64 ;; esac\n', { mode: 0o755 });
    expect(await archOf("--host", "kvm@server")).toBe("aarch64");
    expect(await archOf("--host", "kvm@server", "--arch", "x86_64")).toBe("x86_64");
    writeFileSync(join(host.directory, "bin", "ssh"), "#!/bin/sh\nexit 255\n", { mode: 0o755 });
    expect(await archOf("--host", "kvm@server")).toBe("x86_64");
    expect(await archOf("--arch", "aarch64")).toBe("aarch64");
    line.configure({ ...KNOWN_FACTS, storagePath: host.directory, arch: "aarch64" });
    expect(await archOf()).toBe("aarch64");
  });

  test("two checkouts of a project that say so have the same lab", async () => {
    planned();
    const other = new CommandLine();
    try {
      for (const one of [line, other]) one.configure({ ...KNOWN_FACTS, instance: "payments" });
      const names = [];
      for (const { directory, ...rest } of [line, other].map((one) => ({ directory: one.directory, run: one.run.bind(one) }))) {
        expect((await rest.run(["plan", "docker-cloud/4:access"])).code).toBe(0);
        names.push(/lw-[a-z2-7]{13}-web1/.exec(readFileSync(join(directory, "cdktf.out/stacks/docker-cloud-4-access/cdk.tf.json"), "utf8"))?.[0]);
      }
      expect(names[0]).toBeDefined();
      expect(names[0]).toBe(names[1]);
    } finally {
      other.close();
    }
  });

  test("keeps the SSH key and the log of a lab to the user", async () => {
    planned();
    await line.run(["plan", "docker-cloud/4:access"]);
    const folder = join(line.directory, ".labwright", "docker-cloud-4-access");
    expect(readdirSync(folder).sort()).toEqual(["host.json", "id_ed25519", "id_ed25519.pub", "run.log"]);
  });
});

describe("a lab that is up (terraform and virsh are faked)", () => {
  beforeEach(() => {
    putLab(host, spec);
    register(line, spec);
  });

  test("status: its machines, whether named or not", async () => {
    for (const argv of [["status"], ["status", "docker-cloud/4"], ["status", "docker-cloud-4-access"], ["status", spec.id]]) {
      const { code, stdout } = await line.run(argv);
      expect(code).toBe(0);
      expect(stdout).toMatch(/web1 +running +10\.21\.12\.11/);
    }
    const { stdout } = await line.run(["status", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ target: "docker-cloud/4:access", machines: [{ name: "web1", state: "running" }, {}, {}] });
  });

  test("down removes it, and everything kept of it", async () => {
    mkdirSync(join(line.directory, "cdktf.out/stacks/docker-cloud-4-access"), { recursive: true });
    const { code, stdout } = await line.run(["down", "--yes", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: spec.id, removed: { machine: 3, network: 2, volume: 3, pool: 1, bridge: 1 }, left: [] });
    expect([line.registry.list(), host.names("domains"), host.names("bridges")]).toEqual([[], [], []]);
    expect(readdirSync(join(line.directory, ".labwright"))).toEqual([".gitignore"]);
    expect(existsSync(join(line.directory, "cdktf.out/stacks/docker-cloud-4-access"))).toBe(false);
  });

  test("down of what refuses ends with 5, names it, and keeps the lab known", async () => {
    const name = spec.networks[0]?.hostName ?? "";
    host.write("refuse", `${name}\n`);
    const { code, codes, stderr } = await line.run(["down", "--yes"]);
    expect([code, codes]).toEqual([5, ["LW3006"]]);
    expect(stderr).toContain(`network ${name}`);
    expect(line.registry.list()).toHaveLength(1);
  });

  test("down of a host that does not answer ends with 3, and forgets nothing", async () => {
    host.write("silent");
    expect(await line.run(["down", "--yes"])).toMatchObject({ code: 3, codes: ["LW2001"] });
    expect(line.registry.list()).toHaveLength(1);
  });

  test("down asks first; no is 130", async () => {
    expect(await line.run(["down"])).toMatchObject({ code: 2, codes: ["LW4006"] });
    expect(await line.run(["down"], { answer: false })).toMatchObject({ code: 130, stderr: "" });
    expect(host.names("domains")).toHaveLength(3);
  });

  test("ssh-config has a Host for each machine, usable with plain ssh", async () => {
    const { stdout } = await line.run(["ssh-config"]);
    expect(stdout.match(/^Host /gm)).toHaveLength(3);
    expect(stdout).toContain(`Host web1 ${spec.machines[0]?.hostName}\n  HostName 10.21.12.11\n  User debian\n  IdentityFile ${line.directory}/.labwright/docker-cloud-4-access/id_ed25519\n`);
    expect(stdout).toContain("HostKeyAlias db1");
  });

  test("ssh runs one command, with its own options and exit code (ssh is faked)", async () => {
    writeFileSync(join(host.directory, "bin", "ssh"), '#!/bin/sh\nfor last; do :; done\necho "ssh $*" >> "$FAKE_DIR/log"\nexit 7\n', { mode: 0o755 });
    expect((await line.run(["ssh", "web1", "--", "ls", "--json", "-l"])).code).toBe(7);
    expect(host.log.at(-1)).toMatch(/debian@10\.21\.12\.11 ls --json -l$/);
    expect((await line.run(["ssh", "docker-cloud/4", "db1"])).code).toBe(7);
    expect(host.log.at(-1)).toMatch(/debian@10\.21\.12\.13$|debian@10\.21\.12\.\d+$/);
  });

  test("ssh to a machine without a NIC that the host reaches says so, and what to do", async () => {
    const [first, ...rest] = spec.machines;
    register(line, { ...spec, machines: [{ ...(first as LabSpec["machines"][number]), ssh: undefined }, ...rest] });
    const { code, codes, stderr } = await line.run(["ssh", "web1"]);
    expect([code, codes]).toEqual([2, ["LW4012"]]);
    expect(stderr).toMatch(/cannot be reached over SSH: no NIC that this host reaches[\s\S]*add a NIC on a NatNetwork/);
  });

  test.each([[["ssh", "web9"], "LW4004"], [["ssh"], "LW4004"], [["down", "pinnacle/14"], "LW4003"], [["status", "pinnacle/14"], "LW4003"]] as const)("%j is refused", async (argv, code) => {
    expect(await line.run(argv)).toMatchObject({ code: 2, codes: [code] });
  });

  test("two labs have to be named", async () => {
    register(line, { ...spec, id: "bbbbbbbbbbbbb", name: "other" }, { target: "pinnacle/14:small", stackId: "pinnacle-14-small" });
    expect(await line.run(["down", "--yes"])).toMatchObject({ code: 2, codes: ["LW4002"] });
    expect(JSON.parse((await line.run(["status", "--json"])).stdout)).toHaveLength(2);
    expect((await line.run(["status", "pinnacle/14"])).code).toBe(0);
  });
});

describe("the command line itself", () => {
  test("status of nothing is no error", async () => {
    expect(await line.run(["status"])).toMatchObject({ code: 0, stdout: "no lab is up\n" });
    expect(await line.run(["status", "--json"])).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  test.each([[["nonsense"]], [["list", "--nope"]], [["--lang", "fr", "list"]], [["--engine", "x", "list"]], [["show"]], [["synth", "a", "b"]]])("%j is a usage error with exit 2, as words or JSON", async (argv) => {
    expect(await line.run(argv)).toMatchObject({ code: 2, stdout: "", codes: ["LW4008"] });
    const { stdout, stderr } = await line.run([...argv, "--json"]);
    expect(stdout).toBe("");
    expect(JSON.parse(stderr)).toMatchObject({ error: { problems: [{ code: "LW4008" }] } });
  });

  test("--help and --version look at nothing", async () => {
    writeFileSync(join(line.directory, "labwright.config.json"), "{ broken");
    expect(await line.run(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\n" });
    for (const argv of [["--help"], ["up", "--help"]]) expect(await line.run(argv)).toMatchObject({ code: 0, stderr: "" });
    expect(await line.run([])).toMatchObject({ code: 2 });
    expect(await line.run(["list"])).toMatchObject({ code: 2, codes: ["LW4010"] });
  });

  test("without terraform or tofu a lab is not run, and the host is to blame", async () => {
    process.env["PATH"] = "/nowhere";
    expect(await line.run(["plan", "docker-cloud/4"])).toMatchObject({ code: 3, codes: ["LW2004"] });
  });

  test("every code of the catalogue ends in an exit code of its area", () => {
    const areas: Readonly<Record<string, number>> = { LW1: 2, LW2: 3, LW3: 4, LW4: 2 };
    for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
      const expected = code === "LW3002" || code === "LW3033" ? 130 : code === "LW3006" ? 5 : areas[code.slice(0, 3)];
      expect([code, exitCodeOf(new LabError([{ code, values: new Proxy({}, { get: () => "x" }) }]))]).toEqual([code, expected]);
    }
  });
});
