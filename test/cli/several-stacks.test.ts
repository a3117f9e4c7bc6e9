import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FakeHost } from "../engines/support/fake-host";
import { eachTestFaked } from "./support/faked";
import type { CommandLine } from "./support/run-main";

jest.mock("../../engines/libvirt/preflight", () => ({ preflightLab: () => Promise.resolve() }));
jest.mock("../../engines/images/lab-images", () => ({ fetchLabImages: () => Promise.resolve() }));

const LIBRARY = join(__dirname, "../../index");
const LAB = `
const { HostStack, Image, KvmHost, LabStack, Machine, NatNetwork, NestedKvmHost } = require(${JSON.stringify(LIBRARY)});
module.exports = (app, { host }) => {
  const prepared = new HostStack(app, "prepared", { host });
  const outer = new LabStack(app, "outer", { host });
  outer.addDependency(prepared);
  const kvm = new NestedKvmHost(outer, "kvm", { image: Image.debian12(), networks: [new NatNetwork(outer, "net", { cidr: "10.66.0.0/24" }).attach({ address: 11 })] });
  const inner = new LabStack(app, "inner", { host: kvm.kvmHost({ accelerator: "tcg" }) });
  new Machine(inner, "web", { image: Image.debian12(), networks: [new NatNetwork(inner, "net", { cidr: "10.67.0.0/24" })] });
};
`;

// What is asked of a machine within a lab is asked through ssh.
const LOGGED_SSH = 'echo "ssh $*" >> "$FAKE_DIR/log"\n';

jest.setTimeout(30_000);

let line: CommandLine;
let host: FakeHost;
eachTestFaked((made) => {
  ({ line, host } = made);
  writeFileSync(join(line.directory, "lab.js"), LAB);
  for (const command of ["plan", "apply", "destroy"]) host.write(`terraform-${command}`, 'echo "$name in $(basename "$PWD")" >> "$FAKE_DIR/log"\n');
  host.write("terraform-show-plan", `echo '{"resource_changes":[{"address":"terraform_data.packages","type":"terraform_data","change":{"actions":["create"]}}]}'\n`);
}, { config: { accelerator: "tcg" }, scripts: { ssh: LOGGED_SSH } });

const terraform = (command: string): string[] => host.log.filter((call) => call.startsWith(`${command} in `)).map((call) => call.replace(/.* /, ""));

describe("a file with several stacks (terraform, virsh, ssh, images and the preflight are faked)", () => {
  test("up brings all of them up, each after what it stands on; down takes the labs away the other way round", async () => {
    const up = await line.run(["up", "./lab.js", "--yes", "--json"]);
    expect([up.code, up.stderr]).toEqual([0, ""]);
    expect(terraform("apply")).toEqual(["prepared", "outer", "inner"]);
    expect(JSON.parse(up.stdout)).toMatchObject([{ stack: "prepared" }, { lab: "outer" }, { lab: "inner" }]);
    expect(line.registry.list().map(({ stackId }) => stackId).sort()).toEqual(["inner", "outer"]);

    const down = await line.run(["down", "./lab.js", "--yes", "--json"]);
    expect([down.code, down.stderr]).toEqual([0, ""]);
    expect(terraform("destroy")).toEqual(["inner", "outer"]);
    expect(JSON.parse(down.stdout)).toMatchObject([{ lab: "inner", left: [] }, { lab: "outer", left: [] }]);
    expect(line.registry.list()).toEqual([]);
    expect(existsSync(join(line.directory, "cdktf.out/stacks/prepared"))).toBe(true);

    expect((await line.run(["down", "./lab.js", "--hosts", "--yes"])).code).toBe(0);
    expect(terraform("destroy")).toEqual(["inner", "outer", "prepared"]);
    expect(readdirSync(join(line.directory, ".labwright"))).not.toContain("prepared");
  });

  test("a lab on another's machine takes its way through that lab's ssh_config", async () => {
    await line.run(["up", "./lab.js", "--yes"]);
    const kvm = line.registry.list().find(({ stackId }) => stackId === "outer")?.spec.machines[0]?.hostName ?? "";
    const config = await line.run(["ssh-config", "inner"]);
    expect(config.stdout).toContain(`Include "${line.directory}/.labwright/outer/ssh_config"`);
    expect(config.stdout).toContain(`ProxyJump ${kvm}`);
    expect(host.log).toContainEqual(expect.stringMatching(new RegExp(`^ssh -F ${line.directory}/.labwright/ssh_config .*${kvm}`)));
  });

  test("a machine's name tells which lab is meant", async () => {
    await line.run(["up", "./lab.js", "--yes"]);
    for (const words of [["ssh", "kvm"], ["ssh", "./lab.js", "kvm"], ["ssh", "outer", "kvm"]]) expect((await line.run([...words, "--", "true"])).code).toBe(0);
    expect(host.log.filter((call) => call.includes("debian@10.66.0.11 true"))).toHaveLength(3);
    expect(await line.run(["ssh", "none"])).toMatchObject({ code: 2, codes: ["LW4002"] });
  });

  test("taking one lab down takes those on its machines with it, and asks for all of them at once", async () => {
    await line.run(["up", "./lab.js", "--yes"]);
    expect(await line.run(["down", "outer"], { answer: false })).toMatchObject({ code: 130 });
    expect(terraform("destroy")).toEqual([]);
    expect((await line.run(["down", "outer", "--yes"])).code).toBe(0);
    expect(terraform("destroy")).toEqual(["inner", "outer"]);
  });

  test("plan says which lab can only be planned when its host is there, and what a host is prepared with", async () => {
    const { code, stdout } = await line.run(["plan", "./lab.js"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/inner: its host is a machine of outer/);
    expect(stdout).toMatch(/prepare: packages/);
    expect(terraform("plan")).toEqual(["prepared", "outer"]);
    expect(line.registry.list()).toEqual([]);
  });

  test("one stack alone, with what it needs", async () => {
    await line.run(["up", "./lab.js", "--stack", "outer", "--yes"]);
    expect(terraform("apply")).toEqual(["prepared", "outer"]);
    expect(await line.run(["up", "./lab.js", "--stack", "none", "--yes"])).toMatchObject({ code: 2, codes: ["LW4014"] });
  });
});
