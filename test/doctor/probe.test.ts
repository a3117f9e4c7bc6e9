import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Arch } from "../../constructs/core/arch";
import { findEmulator, probeAccelerator, SystemRunner, type AcceleratorProbe } from "../../engines/doctor";
import { PROBE_GUESTS } from "../../engines/doctor/kvm/guests";
import { FakedHost } from "./support/faked-host";

const KVM = join(__dirname, "../../engines/doctor/kvm");
const DONE = `LW:plxc${".".repeat(128)}K`;

function has(command: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

function probe(stdout: string): Promise<AcceleratorProbe> {
  return probeAccelerator(new FakedHost({ probe: stdout }), "x86_64");
}

describe("what a probe's outcome means (faked host)", () => {
  test.each<[string, string, AcceleratorProbe["accelerator"], AcceleratorProbe["outcome"], RegExp]>([
    ["the guest ran", `stopped=no\nguest=${DONE}\nerror=\n`, "kvm", "works", /ran under KVM/],
    ["it ran on QEMU's default processor only", `stopped=no\nguest=\nerror=host CPU refused\nstopped=no\nguest=${DONE}\nerror=\n`, "kvm", "works", /ran/],
    ["the machine is busy, but the guest computes", `stopped=yes\nguest=LW:plxc${".".repeat(40)}\nerror=\n`, "kvm", "works", /ran/],
    ["it stays in the firmware", "stopped=yes\nguest=\nerror=\n", "tcg", "stalled", /only as far as its firmware/],
    ["it stops in real mode", "stopped=yes\nguest=LW:\nerror=\n", "tcg", "stalled", /first instructions/],
    ["it stops in protected mode", "stopped=yes\nguest=LW:p\nerror=\n", "tcg", "stalled", /protected mode/],
    ["it stops at its first exception", "stopped=yes\nguest=LW:pl\nerror=KVM internal error. Suberror: 1\n", "tcg", "stalled", /first exception in long mode \(KVM internal error/],
    ["it stops at an instruction that is not interpreted", "stopped=yes\nguest=LW:plx\nerror=\n", "tcg", "stalled", /16-byte exchange/],
    ["it is interpreted, slowly", "stopped=yes\nguest=LW:plxc..\nerror=\n", "tcg", "stalled", /through 2 of 128/],
    ["QEMU refuses", "stopped=no\nguest=\nerror=x\nstopped=no\nguest=\nerror=Could not access KVM kernel module: No such device\n", "tcg", "refused", /Could not access KVM/],
    ["/dev/kvm is not there", "outcome=no-device\n", "tcg", "no-device", /no \/dev\/kvm/],
    ["the user may not open it", "outcome=denied alice\n", "tcg", "denied", /alice may not open/],
    ["libvirt may open it", "outcome=trusted\n", "kvm", "trusted", /libvirt says/],
    ["the host is of another architecture", "outcome=other-arch aarch64\n", "tcg", "other-arch", /the host is aarch64/],
    ["there is no QEMU", "outcome=no-emulator\n", "tcg", "no-emulator", /no QEMU for x86_64/],
    ["nothing could be tried", "", "tcg", "unknown", /could not be tried/],
  ])("%s", async (_, stdout, accelerator, outcome, reason) => {
    const result = await probe(stdout);
    expect(result).toMatchObject({ accelerator, outcome });
    expect(result.reason.en).toMatch(reason);
    expect(result.reason.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test("an unreachable host is no KVM host", async () => {
    expect(await probeAccelerator(new FakedHost({ unreachable: "no route" }), "x86_64")).toMatchObject({ accelerator: "tcg", outcome: "unknown" });
  });
});

describe("the guests", () => {
  let dir: string;
  beforeAll(() => { dir = mkdtempSync(join(tmpdir(), "lw-guest-")); });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const boot = (arch: Arch): string => {
    const guest = PROBE_GUESTS[arch];
    const file = join(dir, arch);
    writeFileSync(file, Buffer.from(guest.code, "base64"));
    truncateSync(file, 1024 * 1024);
    const words = guest.arguments.map((word) => word.replace("@", file));
    const { stdout } = spawnSync(`qemu-system-${arch}`, ["-accel", "tcg", "-cpu", "max", "-m", "64", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "none", "-monitor", "none", "-serial", "stdio", ...words],
      { encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "pipe"] });
    return stdout;
  };

  // Under emulation they have to come to their end: then it is KVM that is at fault when they do not.
  (has("qemu-system-x86_64") ? test : test.skip)("x86_64: runs to its end, and ends QEMU, under emulation", () => {
    expect(boot("x86_64")).toBe(DONE);
  }, 60_000);

  (has("qemu-system-aarch64") ? test : test.skip)("aarch64: runs to its end, and ends QEMU, under emulation", () => {
    expect(boot("aarch64")).toBe(DONE.replace("pl", ""));
  }, 60_000);

  test("fit where they are put", () => {
    const sector = Buffer.from(PROBE_GUESTS.x86_64.code, "base64");
    expect([sector.length, sector[510], sector[511]]).toEqual([512, 0x55, 0xaa]);
    expect(Buffer.from(PROBE_GUESTS.aarch64.code, "base64").length % 4).toBe(0);
  });

  const assemblers = has("as") && has("ld") && process.arch === "x64";
  (assemblers ? test : test.skip)("x86_64: its code is what its source assembles to", () => {
    const { source, code } = PROBE_GUESTS.x86_64;
    const [object, binary] = [join(dir, "s.o"), join(dir, "s.bin")];
    expect(spawnSync("as", ["--64", join(KVM, source), "-o", object]).status).toBe(0);
    expect(spawnSync("ld", ["-Ttext", "0x7c00", "--oformat", "binary", object, "-o", binary]).status).toBe(0);
    expect(readFileSync(binary).toString("base64")).toBe(code);
  });
});

const qemu = has("qemu-system-x86_64");

describe("the probe's script, really run", () => {
  const runner = new SystemRunner({});

  (qemu ? test : test.skip)("finds this machine's emulator", async () => {
    expect(await findEmulator(runner, "x86_64")).toMatchObject({ path: expect.stringContaining("qemu") as string, version: expect.stringMatching(/^\d+\.\d+/) as string });
  });

  test("gives an answer within its time, and leaves nothing behind", async () => {
    const started = Date.now();
    // Its own: other tests probe at the same time.
    const temporary = mkdtempSync(join(tmpdir(), "probe-"));
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = temporary;
    const { accelerator, outcome } = await probeAccelerator(runner, process.arch === "arm64" ? "aarch64" : "x86_64", { seconds: 2 })
      .finally(() => (before === undefined ? delete process.env["TMPDIR"] : (process.env["TMPDIR"] = before)));
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(accelerator).toBe(["works", "trusted"].includes(outcome) ? "kvm" : "tcg");
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(temporary, { recursive: true });
  }, 30_000);
});
