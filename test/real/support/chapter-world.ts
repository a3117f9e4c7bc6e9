import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { DebianFlavour } from "./debian-image";
import type { HostInventory } from "./inventory";
import { LabRig } from "./lab-rig";
import { describeReal } from "./requirements";
import { record } from "./results";
import type { Rig } from "./rig";

export const MINUTES = 60_000;

/** A chapter as its reader runs it, and what the machine it runs on was like before. */
export class ChapterWorld {
  private constructor(readonly target: string, readonly lab: LabRig, private readonly before: HostInventory) {}

  /** @param prepare what the chapter's notes ask of the reader's host */
  static async start(target: string, flavour: DebianFlavour, prepare?: (rig: Rig) => Promise<void>): Promise<ChapterWorld> {
    const lab = await LabRig.start(flavour);
    await prepare?.(lab.rig);
    return new ChapterWorld(target, lab, await lab.rig.snapshotHost());
  }

  async up(): Promise<string> {
    const { seconds, stdout } = await this.lab.succeed(["up", this.target, "--yes"]);
    record(this.target, "up", seconds);
    return stdout;
  }

  async secondPlan(): Promise<unknown> {
    const { seconds, stdout } = await this.lab.succeed(["plan", this.target, "--json"]);
    record(this.target, "second plan", seconds);
    return (JSON.parse(stdout) as { changes: unknown }).changes;
  }

  /** Takes the lab down, and tells what the host held before and holds now. */
  async down(): Promise<{ before: HostInventory; after: HostInventory }> {
    const { seconds } = await this.lab.succeed(["down", "--yes"]);
    record(this.target, "down", seconds);
    return { before: this.before, after: await this.lab.rig.snapshotHost() };
  }

  /** What a command on a machine says; it has to end well. */
  async says(machine: string, command: string): Promise<string> {
    const { code, stdout, stderr } = await this.lab.onMachine(machine, command);
    if (code !== 0) throw new Error(`${machine}: ${command}: ${code}\n${stdout}\n${stderr}`);
    return stdout.trim();
  }

  /** Which of some pings are answered, by their name: `{ "host": "10.0.0.1", "out": "-I trunk.20 10.0.0.2" }`. */
  async answered(machine: string, pings: Readonly<Record<string, string>>): Promise<string[]> {
    // Several tries: the first waits for ARP, which under emulation is slow.
    const lines = Object.entries(pings).map(([name, words]) => `(sudo ping -q -n -c 3 -i 0.5 -W 5 ${words} >/dev/null 2>&1 && echo '${name}') &`);
    const said = await this.says(machine, `${lines.join("\n")}\nwait`);
    return said.split("\n").filter(Boolean).sort();
  }

  get spec(): LabSpec {
    const directory = join(this.lab.env["XDG_STATE_HOME"] ?? "", "labwright", "labs");
    const [file = ""] = readdirSync(directory);
    return (JSON.parse(readFileSync(join(directory, file), "utf8")) as { spec: LabSpec }).spec;
  }

  /** As `ip -brief address` shows them, by NIC. */
  async addresses(machine: string): Promise<Record<string, string>> {
    const lines = (await this.says(machine, "ip -brief -4 address show scope global")).split("\n");
    return Object.fromEntries(lines.map((line) => line.trim().split(/\s+/)).map(([nic = "", , address = ""]) => [nic.replace(/@.*/, ""), address]));
  }
}

export interface ChapterOptions {
  readonly flavour: DebianFlavour;
  readonly machines: readonly string[];
  readonly prepare?: (rig: Rig) => Promise<void>;
}

/** A chapter from `up` to `down`, and in between what it claims. */
export function describeChapter(target: string, { flavour, machines, prepare }: ChapterOptions, claims: (world: () => ChapterWorld) => void): void {
  describeReal(`real-apply: ${target}`, () => {
    let world: ChapterWorld;

    beforeAll(async () => {
      world = await ChapterWorld.start(target, flavour, prepare);
    }, 15 * MINUTES);

    afterAll(async () => world?.lab.stop(), 2 * MINUTES);

    test("up ends with machines that answer SSH, and cloud-init done without a complaint", async () => {
      expect(await world.up()).toContain(`${machines.length} machine(s) ready`);
      for (const machine of machines) expect(await world.says(machine, "hostname; cloud-init status --long")).toMatch(new RegExp(`^${machine}\\nstatus: done\\n`));
    }, 25 * MINUTES);

    claims(() => world);

    test("a second plan is empty", async () => {
      expect(await world.secondPlan()).toEqual([]);
    }, 5 * MINUTES);

    test("down leaves nothing, and the host as it was", async () => {
      const { before, after } = await world.down();
      expect(after).toEqual(before);
    }, 5 * MINUTES);
  });
}
