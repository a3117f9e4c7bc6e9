import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import type { FabricEdits } from "../fixtures/fabric";
import { LabRig, type CommandResult } from "./lab-rig";
import type { HostInventory } from "./inventory";

/** The fabric lab in a rig of its own, beside somebody else's network and machine. */
export class FabricWorld {
  edits: FabricEdits = {};

  private constructor(readonly lab: LabRig, readonly before: HostInventory) {}

  static async start(): Promise<FabricWorld> {
    const lab = await LabRig.start();
    copyFileSync(join(__dirname, "..", "fixtures", "fabric.ts"), join(lab.project, "fabric.ts"));
    // Somebody else's: it has to be there, and be the same, at the end.
    await lab.rig.virsh("net-define", lab.write("foreign-net.xml", FOREIGN_NETWORK));
    await lab.rig.virsh("net-start", "foreign");
    await lab.rig.virsh("define", lab.write("foreign.xml", FOREIGN_DOMAIN));
    return new FabricWorld(lab, await lab.rig.snapshotHost());
  }

  get env(): Record<string, string> {
    return { FABRIC_EDITS: JSON.stringify(this.edits) };
  }

  up(): Promise<CommandResult> {
    return this.lab.succeed(["up", "fabric.ts", "--yes"], this.env);
  }

  /** What a plan says, by thing: `machine db1` to `restart`. */
  async plan(): Promise<Record<string, string>> {
    const { stdout } = await this.lab.succeed(["plan", "fabric.ts", "--json"], this.env);
    const { changes } = JSON.parse(stdout) as { changes: { what: string; name: string; kind: string }[] };
    return Object.fromEntries(changes.map(({ what, name, kind }) => [`${what} ${name}`, kind]));
  }

  /** Whether a machine answers another over their VLAN ports. */
  async reaches(from: string, to: string): Promise<boolean> {
    const mac = this.spec().machines.find(({ name }) => name === to)?.nics.find(({ name }) => name === "fab")?.mac ?? "";
    return (await this.lab.onMachine(from, `sudo ping -6 -c 4 -i 0.5 -W 5 ${linkLocal(mac)}%fab`)).code === 0;
  }

  /** Starts an `up` and kills labwright without warning when it says a word. */
  async killedUpAt(word: RegExp, alsoTerraform: boolean): Promise<void> {
    const child = this.lab.rig.spawn(this.lab.argv("up", "fabric.ts", "--yes"), { cwd: this.lab.project, env: { ...this.lab.env, ...this.env } });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => word.test(String(chunk)) && resolve());
      child.on("exit", (code) => reject(new Error(`up ended by itself with ${code} before it said ${String(word)}`)));
    });
    const terraform = alsoTerraform ? "$(pgrep -x terraform)" : "";
    await this.lab.rig.exec(["sh", "-c", `kill -9 $(pgrep -f '[l]abwright.js up') ${terraform}`], { check: false });
  }

  private spec(): LabSpec {
    const directory = join(this.lab.env["XDG_STATE_HOME"] ?? "", "labwright", "labs");
    const [file = ""] = readdirSync(directory);
    return (JSON.parse(readFileSync(join(directory, file), "utf8")) as { spec: LabSpec }).spec;
  }
}

/** The link-local address that IPv6 derives from a MAC (modified EUI-64, RFC 4291). */
function linkLocal(mac: string): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(":").map((octet) => Number.parseInt(octet, 16));
  const words = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return `fe80::${words.map((word) => word.toString(16)).join(":")}`;
}

const FOREIGN_NETWORK = "<network><name>foreign</name><bridge name='virbr77'/><ip address='10.99.0.1' netmask='255.255.255.0'/></network>\n";
const FOREIGN_DOMAIN = "<domain type='qemu'><name>foreign</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os></domain>\n";
