import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KvmHost } from "../../constructs/host/kvm-host";
import { MARK_NAMESPACE } from "../../constructs/terraform/lab-resources";
import { CHECKS, preflight, probeOvsDatapath, runDoctor, SystemRunner, type Command, type CommandResult, type CommandRunner } from "../../engines/doctor";
import { Rig } from "../real/support/rig";
import { LAB_ID, labWithOvs } from "./support/labs";
import { inEnglish } from "../support/in-english";

/** Runs what it is given inside a rig: a libvirt and an Open vSwitch of its own, which the machine's know nothing of. */
class RigRunner implements CommandRunner {
  private readonly system = new SystemRunner({});

  constructor(private readonly rig: Rig) {}

  here(command: Command): Promise<CommandResult> {
    return this.system.here({ ...command, argv: this.rig.wrap(command.argv) });
  }

  onHost(command: Command): Promise<CommandResult> {
    return this.here(command);
  }
}

const host = KvmHost.local();
const BOX = `lw-${LAB_ID}-box`;
const missing = Rig.missing();

// What virsh and ovs-vsctl really print is not what a faked host believes: this is where they are compared.
(missing.length === 0 ? describe : describe.skip)("a real libvirt and Open vSwitch", () => {
  let rig: Rig;
  let run: RigRunner;
  beforeAll(async () => {
    rig = await Rig.start();
    run = new RigRunner(rig);
  }, 60_000);
  afterAll(() => rig.stop(), 60_000);

  const define = async (command: string, name: string, xml: string): Promise<void> => {
    const file = join(rig.stateDir, `${name}.xml`);
    writeFileSync(file, xml);
    await rig.virsh(command, file);
  };
  const domain = (metadata: string): string => `<domain type='qemu'><name>${BOX}</name>${metadata}<memory>1000</memory><os><type arch='x86_64'>hvm</type></os></domain>`;
  const problems = async (): Promise<string[]> => {
    const found = await preflight(labWithOvs(), host, run);
    // What this machine lacks beside libvirt and Open vSwitch is not this test's.
    return inEnglish(found).filter(({ code }) => code !== "LW2006").map(({ code, values }) => `${code} ${values["owner"] ?? values["name"] ?? ""}`.trim());
  };

  test("both are found, and the datapath is known", async () => {
    const results = await runDoctor({ host, run, lab: labWithOvs(), checks: CHECKS.filter(({ id }) => id !== "kvm") });
    const status = (id: string): string | undefined => results.find((result) => result.id === id)?.status;
    for (const id of ["libvirt", "ovs", "storage", "network-services", "subnets", "names"]) expect([id, status(id)]).toEqual([id, "ok"]);
    expect(["system", "netdev"]).toContain(await probeOvsDatapath(run));
    expect(await problems()).toEqual([]);
  }, 60_000);

  test("others' networks, domains and bridges are in the way, the lab's own are not", async () => {
    await define("net-define", "default", "<network><name>default</name><forward mode='nat'/><bridge name='virbr0'/><ip address='10.128.7.1' netmask='255.255.255.0'/></network>");
    expect(await problems()).toEqual([]);
    await rig.virsh("net-start", "default");
    await define("define", "box", domain(""));
    const mark = (id: string): Promise<unknown> => rig.exec(["ovs-vsctl", "--may-exist", "add-br", "lwovsbridge1234", "--", "set", "bridge", "lwovsbridge1234", "datapath_type=netdev", `external_ids:labwright-lab=${id}`], { check: true });
    await mark("zzzzzzzzzzzzz");
    expect(await problems()).toEqual(["LW2020 libvirt default", `LW2021 ${BOX}`, "LW2021 lwovsbridge1234"]);

    await rig.virsh("net-destroy", "default");
    await rig.virsh("undefine", BOX);
    await define("define", "box", domain(`<metadata><labwright:lab xmlns:labwright="${MARK_NAMESPACE}" id="${LAB_ID}" name="demo"/></metadata>`));
    await mark(LAB_ID);
    expect(await problems()).toEqual([]);
  }, 60_000);
});
