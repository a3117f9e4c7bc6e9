import type { Check, DoctorContext } from "../check";
import type { Arch } from "../../../constructs/core/arch";
import { labArch } from "../lab-needs";
import { findEmulator } from "../kvm/emulator";
import { installFix } from "../packages";
import { fail, ok, skip, text, warn, type Finding } from "../result";
import { script } from "../runner";

async function archesOf(context: DoctorContext): Promise<Arch[]> {
  const facts = await context.hostFacts();
  return [...new Set([labArch(context.lab, facts, context.host), ...(context.lab?.machines.map(({ arch }) => arch) ?? [])])];
}

const qemu: Check = {
  id: "qemu",
  title: text("QEMU", "QEMU"),
  neededFor: text("every machine", "所有虚拟机"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const arches = await archesOf(context);
    const found = await Promise.all(arches.map((arch) => findEmulator(context.run, arch)));
    const missing = arches.filter((_, index) => found[index] === undefined);
    if (missing.length === 0) {
      const words = found.map((emulator) => `${emulator?.path ?? ""} ${emulator?.version ?? ""}`).join(", ");
      return ok(text(words, words));
    }
    const fix = installFix(facts, missing.map((arch) => `qemu-${arch}` as const), "host");
    const problems = missing.map((arch) => ({ code: "LW2027" as const, values: { arch, host: context.hostName, command: fix.command ?? "labwright doctor" } }));
    return fail(text(`there is no QEMU for ${missing.join(", ")}`, `没有适用于 ${missing.join("、")} 的 QEMU`), fix, ...problems);
  },
};

/** A firmware descriptor, as QEMU's packages install them and libvirt reads them. */
interface FirmwareDescriptor {
  readonly "interface-types"?: readonly string[];
  readonly targets?: readonly { readonly architecture?: string }[];
}

// One JSON document a line, however they are written.
const DESCRIPTORS = `for file in /etc/qemu/firmware/*.json /usr/share/qemu/firmware/*.json; do
  [ -s "$file" ] || continue
  tr -d '\\n' < "$file"; echo
done
exit 0`;

const firmware: Check = {
  id: "firmware",
  title: text("UEFI firmware", "UEFI 固件"),
  neededFor: text("machines that boot by UEFI", "以 UEFI 启动的虚拟机"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const { lab } = context;
    const wanting = lab?.machines.filter((machine) => machine.firmware === "uefi") ?? [];
    if (lab && wanting.length === 0) return skip(text("every machine of this lab boots by BIOS", "该实验环境的虚拟机均以 BIOS 启动"));
    const { stdout } = await context.run.onHost(script(DESCRIPTORS));
    const known = stdout.split("\n").flatMap(parseDescriptor);
    const arches = lab ? [...new Set(wanting.map(({ arch }) => arch))] : [labArch(lab, facts, context.host)];
    const missing = arches.filter((arch) => !known.some((descriptor) => describes(descriptor, arch)));
    if (missing.length === 0) return ok(text(`found for ${arches.join(", ")}`, `已找到（${arches.join("、")}）`));
    const fix = installFix(facts, missing.map((arch) => `firmware-${arch}` as const), "host");
    const detail = text(`there is none for ${missing.join(", ")}`, `没有适用于 ${missing.join("、")} 的固件`);
    if (!lab) return warn(detail, fix);
    const problems = missing.map((arch) => ({ code: "LW2026" as const, values: { arch, host: context.hostName, machines: wanting.map(({ name }) => name).join(", "), command: fix.command ?? "labwright doctor" } }));
    return fail(detail, fix, ...problems) satisfies Finding;
  },
};

function parseDescriptor(line: string): FirmwareDescriptor[] {
  try {
    return line.trim() ? [JSON.parse(line) as FirmwareDescriptor] : [];
  } catch {
    return [];
  }
}

function describes(descriptor: FirmwareDescriptor, arch: Arch): boolean {
  return descriptor["interface-types"]?.includes("uefi") === true && descriptor.targets?.some(({ architecture }) => architecture === arch) === true;
}

export const qemuChecks: readonly Check[] = [qemu, firmware];
