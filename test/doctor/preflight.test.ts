import { KvmHost } from "../../constructs/host/kvm-host";
import { formatProblem } from "../../constructs/core/lab-error";
import { preflight } from "../../engines/doctor";
import { FakedHost, type FakedMachine } from "./support/faked-host";
import { lab, LAB_ID, labWithOvs, machine } from "./support/labs";

const before = async (faked: FakedMachine, spec = lab(), host = KvmHost.local()): Promise<string[]> =>
  (await preflight(spec, host, new FakedHost(faked))).map((problem) => problem.code);

test("a host with everything has nothing against the lab", async () => {
  expect(await before({}, labWithOvs())).toEqual([]);
});

test("an unreachable host is the only problem that is told", async () => {
  expect(await before({ unreachable: "ssh: connect to host kvm1 port 22: No route to host" }, labWithOvs(), KvmHost.remote("kvm1"))).toEqual(["LW2000"]);
});

test("a Mac is told that it is one, and nothing else", async () => {
  const problems = await preflight(lab(), KvmHost.remote("mac"), new FakedHost({ look: { kernel: "Darwin", storage: "no", memory: undefined }, without: ["virsh", "curl"] }));
  expect(problems.map(({ code }) => code)).toEqual(["LW2007"]);
});

test("everything that stops the lab is told at once", async () => {
  const uuid = "5a5e3f5b-0c39-4d92-8b7c-6d6f7b1c2d3e";
  const box = `lw-${LAB_ID}-box`;
  expect(await before({
    look: { memory: "1024", free: "1024" },
    virshLists: `@active@${uuid}\n@networks@${uuid}\n@running@@domains@${box}\n@pools@`,
    virshDumps: { [uuid]: "<network><name>default</name><ip address='10.128.7.1' prefix='24'/></network>", [box]: `<domain><name>${box}</name></domain>` },
    terraform: "",
  })).toEqual(["LW2011", "LW2010", "LW2004", "LW2020", "LW2021"]);
});

test("the words of experience.md: what is asked for, what is there, who asks", async () => {
  const spec = lab({ machines: [1, 2, 3].map((index) => machine({ name: `ceph${index}`, memoryMiB: 4096 })).concat(machine({ name: "client", memoryMiB: 2048 })) });
  const [problem] = await preflight(spec, KvmHost.local(), new FakedHost({ look: { memory: String(Math.round(9.6 * 1024 * 1024)) } }));
  expect(problem && formatProblem(problem)).toBe(
    "LW2010 the lab needs 14 GiB of memory, the host `local` has 9.6 GiB free; asked by ceph1..3 (3 x 4 GiB), client (2 GiB). take a smaller variant (`--variant`) or a larger host (`--host user@bigger`), or stop other machines",
  );
  expect(problem && formatProblem(problem, "zh")).toContain("该实验环境需要 14 GiB 内存");
});

test("warnings stop nothing: no KVM, a slow datapath, few processors", async () => {
  const faked = { look: { cpus: "1", kvm: "absent", flag: "" }, datapath: "netdev\n", probe: "outcome=no-device\n" };
  expect(await before(faked, { ...labWithOvs(), machines: [machine({ vcpus: 4 })] })).toEqual([]);
});

test("KVM is tried, for seconds, only for a lab that insists on it", async () => {
  const tries = async (host: KvmHost): Promise<boolean> => {
    const run = new FakedHost();
    await preflight(lab(), host, run);
    return run.asked.some(({ command }) => command.argv.join(" ").includes("lw-probe"));
  };
  expect(await tries(KvmHost.local())).toBe(false);
  expect(await tries(KvmHost.local({ accelerator: "kvm" }))).toBe(true);
});

test("nothing that is asked changes anything", async () => {
  const run = new FakedHost();
  await preflight(labWithOvs(), KvmHost.local(), run);
  for (const { command } of run.asked) {
    expect(command.interactive).not.toBe(true);
    expect(command.argv.join(" ")).not.toMatch(/\b(apt-get|dnf|pacman|zypper|systemctl (start|enable)|add-br|del-br|mkdir|install -d|usermod|setfacl)\b/);
  }
});
