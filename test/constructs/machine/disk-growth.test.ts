import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Size } from "../../../constructs/core/size";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { Image } from "../../../constructs/image/image";
import type { DiskBus } from "../../../constructs/machine/disk";
import { Machine } from "../../../constructs/machine/machine";
import type { HostCommand } from "../../../constructs/terraform/host-command";
import { hostWords } from "../../../engines/terraform/host-words";
import { englishIn } from "../../audit/english";
import { FAKE_SSH, fakeCommands } from "../../support/fake-command";
import { runScript, type ScriptResult } from "../../support/host-script";
import { synthLab, type Synthesized } from "../../support/synth";

const GIB = 1024 ** 3;
const FAKE_VIRSH = `
echo "$*" >> "$FAKE_DIR/virsh.log"
shift 3
case "$1" in
  vol-dumpxml) [ -e "$FAKE_DIR/bytes" ] || { echo "error: no such volume" >&2; exit 1; }
    printf "<volume>\\n  <capacity unit='bytes'>%s</capacity>\\n  <allocation unit='bytes'>196616</allocation>\\n" "$(cat "$FAKE_DIR/bytes")" ;;
  domstate) [ -e "$FAKE_DIR/state" ] || { echo "error: no domain" >&2; exit 1; }; cat "$FAKE_DIR/state" ;;
  vol-resize | blockresize) [ ! -e "$FAKE_DIR/broken" ] || { echo "error: disk is full" >&2; exit 1; }; echo "$1" > "$FAKE_DIR/done" ;;
esac
`;

let dir = "";
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), "labwright-grow-")); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function withDisk(gib: number, options: { bus?: DiskBus; host?: KvmHost } = {}): Synthesized {
  return synthLab((lab) => void new Machine(lab, "web", { image: Image.debian12(), disks: [{ name: "data", size: Size.gibibytes(gib), bus: options.bus }] }), { host: options.host ?? KvmHost.local() });
}

function run(lab: Synthesized): Promise<ScriptResult> {
  const step = (lab.at("web/size-data", "provisioner", 0) as { "local-exec": HostCommand })["local-exec"];
  const filled = JSON.parse(JSON.stringify(step).replaceAll("$${", "${").replaceAll("%%{", "%{")) as HostCommand;
  return runScript(filled, { PATH: fakeCommands(dir, { virsh: FAKE_VIRSH, ssh: FAKE_SSH }), FAKE_DIR: dir });
}

const put = (name: string, text: string | number): void => writeFileSync(join(dir, name), `${text}\n`);
const called = (): string[] => readFileSync(join(dir, "virsh.log"), "utf8").trim().split("\n").map((line) => line.replace("-q -c qemu:///system ", ""));

describe("a data disk that is asked for with another size", () => {
  test("keeps its volume; the step that makes it grow runs again, before its machine is started", () => {
    const [before, after] = [withDisk(10), withDisk(20)];
    expect(after.at("web/disk-data", "lifecycle")).toEqual({ ignore_changes: ["capacity"] });
    expect(before.at("web/size-data", "triggers_replace")).toEqual({ bytes: 10 * GIB });
    expect(after.at("web/size-data", "triggers_replace")).toEqual({ bytes: 20 * GIB });
    expect(after.at("web/domain", "depends_on")).toContain(after.address("web/size-data"));
    expect(after.at("web/size-data", "depends_on")).toContain(after.address("web/disk-data"));
  });

  test("starts its machine anew only where the guest would not see it otherwise", () => {
    const disks = (gib: number, bus: DiskBus): unknown => withDisk(gib, { bus }).at("web/hardware", "triggers_replace", "disks");
    expect(disks(20, "virtio")).toEqual(disks(10, "virtio"));
    expect(disks(20, "scsi")).not.toEqual(disks(10, "scsi"));
  });

  test("is refused by the plan where it would shrink, in both languages", () => {
    const lab = withDisk(5);
    const [precondition] = lab.at("web/size-data", "lifecycle", "precondition") as { condition: string; error_message: string }[];
    const volume = lab.address("web/disk-data");
    expect(precondition?.condition).toBe(`\${${volume}.capacity <= ${5 * GIB}}`);
    const message = precondition?.error_message.replace(/\$\{[^}]*\}/, "10 GiB") ?? "";
    expect(message).toBe("labwright: LW2081 web/data has 10 GiB, and 5 GiB is less");
    expect(hostWords(message.replace(/^labwright: LW2081 /, "")).zh).toBe("web/data 现有 10 GiB，5 GiB 小于现有大小");
  });
});

describe("the step that makes it grow (virsh is faked)", () => {
  test("does nothing where the size is right already", async () => {
    put("bytes", 10 * GIB);
    expect(await run(withDisk(10))).toMatchObject({ code: 0, stderr: "" });
    expect(called()).toHaveLength(1);
  });

  test.each([["shut off", "vol-resize"], [undefined, "vol-resize"], ["running", "blockresize"], ["paused", "blockresize"]])("of a machine that is %s: %s", async (state, command) => {
    put("bytes", 10 * GIB);
    if (state !== undefined) put("state", state);
    expect(await run(withDisk(20))).toMatchObject({ code: 0, stderr: "" });
    expect(called().at(-1)).toMatch(command === "blockresize" ? /^blockresize lw-\w+-web vdb 21474836480B$/ : /^vol-resize --pool lw-\w+-pool web\.data\.qcow2 21474836480B$/);
  });

  test("never shrinks", async () => {
    put("bytes", 30 * GIB);
    const result = await run(withDisk(20));
    expect(result).toMatchObject({ code: 30, stderr: `labwright: LW2081 web/data has ${30 * GIB} bytes, and ${20 * GIB} bytes is less\n` });
    expect(called()).toHaveLength(1);
  });

  test.each([["no volume", false], ["a full disk", true]])("fails with what libvirt says: %s", async (_name, there) => {
    if (there) put("bytes", 10 * GIB);
    put("broken", "");
    const result = await run(withDisk(20));
    expect(result.code).toBe(31);
    expect(result.stderr).toMatch(/^labwright: LW2082 web\/data: error: (no such volume|disk is full) \n$/);
  });

  test("runs on a remote host, where its values arrive as they are", async () => {
    put("bytes", 10 * GIB);
    put("state", "running");
    expect(await run(withDisk(20, { host: KvmHost.remote("ann@kvm.example") }))).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(dir, "ssh.log"), "utf8")).toContain("ann@kvm.example");
    expect(called().at(-1)).toContain("blockresize");
  });

  test.each(["web/data has 10 GiB, and 5 GiB is less", "web/data: virsh is not installed on this host ", "web/data: libvirt does not say how large it is "])("says in Chinese too: %s", (said) => {
    expect(englishIn(hostWords(said).zh.replace("web/data", ""))).toEqual([]);
    expect(hostWords(said).zh).toMatch(/\p{Script=Han}/u);
  });
});
