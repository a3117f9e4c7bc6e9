import type { Arch } from "../../../constructs/core/arch";
import type { Text } from "../../../constructs/core/text";
import type { Accelerator } from "../../../constructs/host/kvm-host";
import { text } from "../result";
import { complaint, script, type CommandRunner } from "../runner";
import { FIND_EMULATOR } from "./emulator";
import { PROBE_GUESTS } from "./guests";

/** What became of the attempt to run a guest under KVM. */
export type ProbeOutcome =
  /** The guest ran to its end. */
  | "works"
  /** It was not tried, as the user may not open /dev/kvm: libvirt, which may, says that it has KVM. */
  | "trusted"
  | "other-arch" | "no-emulator" | "no-device" | "denied"
  /** QEMU ended before the guest did anything. */
  | "refused"
  /** The guest started and did not come to its end: KVM does not run its code as a processor would. */
  | "stalled"
  /** The probe itself could not be carried out. */
  | "unknown";

export interface AcceleratorProbe {
  readonly accelerator: Accelerator;
  readonly outcome: ProbeOutcome;
  readonly reason: Text;
}

export interface ProbeOptions {
  /** Seconds that a guest gets; with hardware behind KVM it needs a fraction of one. @default 5 */
  readonly seconds?: number;
}

// /dev/kvm may open, and even start guests, without hardware behind it: only a guest that ran tells. QEMU's own default
// processor is tried where the host's cannot be had. A guest that KVM gave up is not waited for.
const PROBE = `${FIND_EMULATOR}
[ "$machine" = "$LW_ARCH" ] || { echo "outcome=other-arch $machine"; exit 0; }
[ -n "$qemu" ] || { echo outcome=no-emulator; exit 0; }
[ -e /dev/kvm ] || { echo outcome=no-device; exit 0; }
if [ ! -r /dev/kvm ] || [ ! -w /dev/kvm ]; then
  if [ -z "\${LW_ROOT:-}" ] && sudo -n true 2>/dev/null; then
    exec sudo -n env LW_ROOT=yes PATH="$PATH" LW_ARCH="$LW_ARCH" LW_GUEST="$LW_GUEST" LW_WORDS="$LW_WORDS" LW_SECONDS="$LW_SECONDS" LW_PROBE="$LW_PROBE" sh -c "$LW_PROBE"
  fi
  if virsh -c qemu:///system domcapabilities --virttype kvm --arch "$LW_ARCH" 2>/dev/null | grep -q '<domain>kvm</domain>'; then echo outcome=trusted
  else echo "outcome=denied $(id -un)"; fi
  exit 0
fi
dir=\${TMPDIR:-/tmp}
case "$dir" in *[!A-Za-z0-9/._-]*) dir=/tmp ;; esac
file=$(mktemp "$dir/lw-probe.XXXXXX") || exit 90
trap 'rm -f "$file" "$file.out" "$file.err"' EXIT
printf %s "$LW_GUEST" | base64 -d > "$file" && truncate -s 1M "$file" || exit 90
words=$(printf %s "$LW_WORDS" | sed "s|@|$file|g")
for cpu in "-cpu host" ""; do
  "$qemu" -accel kvm $cpu -m 64 -nodefaults -no-user-config -no-reboot -display none -monitor none -serial stdio $words </dev/null >"$file.out" 2>"$file.err" &
  pid=$!
  ticks=$((LW_SECONDS * 10))
  while [ $ticks -gt 0 ] && kill -0 $pid 2>/dev/null && ! grep -q 'KVM internal error' "$file.err"; do sleep 0.1; ticks=$((ticks - 1)); done
  kill -9 $pid 2>/dev/null && stopped=yes || stopped=no
  wait $pid 2>/dev/null
  echo "stopped=$stopped"
  echo "guest=$(tr -cd 'LW:plxc.K' < "$file.out")"
  echo "error=$(grep -v warning: "$file.err" | head -n 1)"
  if grep -q 'LW:.*K' "$file.out"; then exit 0; fi
done 2>/dev/null
exit 0
`;

/**
 * Whether the host's KVM really runs guests of an architecture, found out by running one: a boot sector that enters long
 * mode, takes an exception and computes. Takes 0.2 s where KVM works, and some seconds where it only seems to.
 */
export async function probeAccelerator(run: CommandRunner, arch: Arch, options: ProbeOptions = {}): Promise<AcceleratorProbe> {
  const { seconds = 5 } = options;
  const guest = PROBE_GUESTS[arch];
  const values = { LW_ARCH: arch, LW_GUEST: guest.code, LW_WORDS: guest.arguments.join(" "), LW_SECONDS: String(seconds), LW_PROBE: PROBE };
  const { code, stdout, stderr } = await run.onHost(script(PROBE, values, { timeoutMs: (seconds * 2 + 20) * 1000 }));
  const [outcome = "", word = ""] = /^outcome=(.*)$/m.exec(stdout)?.[1]?.split(" ") ?? [];
  switch (outcome) {
    case "other-arch": return tcg(outcome, text(`the host is ${word}, the machines are ${arch}: they are emulated`, `宿主机为 ${word}，虚拟机为 ${arch}：将以仿真方式运行`));
    case "no-emulator": return tcg(outcome, text(`there is no QEMU for ${arch} to try KVM with`, `没有适用于 ${arch} 的 QEMU，无法试用 KVM`));
    case "no-device": return tcg(outcome, text("there is no /dev/kvm", "没有 /dev/kvm 设备"));
    case "denied": return tcg(outcome, text(`user ${word} may not open /dev/kvm`, `用户 ${word} 无权打开 /dev/kvm`));
    case "trusted": return {
      accelerator: "kvm",
      outcome,
      reason: text("libvirt says it has KVM; it was not tried, as this user may not open /dev/kvm", "libvirt 报告可用 KVM；当前用户无权打开 /dev/kvm，因此未实际试用"),
    };
  }
  if (code !== 0 || !/^guest=/m.test(stdout)) {
    const why = complaint({ code, stderr });
    return tcg("unknown", text(`KVM could not be tried: ${why.en}`, `无法试用 KVM：${why.zh}`));
  }
  return judge(attempts(stdout));
}

/** So much work in so little time is beyond an interpreter, also on a machine that is busy with other things. */
const ENOUGH_BLOCKS = 32;

interface Attempt {
  readonly stopped: boolean;
  readonly guest: string;
  readonly error: string;
}

function attempts(stdout: string): Attempt[] {
  const all = (name: string): string[] => [...stdout.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value]) => value ?? "");
  const [stopped, guests, errors] = [all("stopped"), all("guest"), all("error")];
  return guests.map((guest, index) => ({ stopped: stopped[index] === "yes", guest: /LW:([plxc.]*K?)/.exec(guest)?.[0] ?? "", error: errors[index] ?? "" }));
}

function judge(tried: readonly Attempt[]): AcceleratorProbe {
  if (tried.some(({ guest }) => guest.endsWith("K") || blocksOf(guest) >= ENOUGH_BLOCKS)) {
    return { accelerator: "kvm", outcome: "works", reason: text("a guest ran under KVM", "客户机已在 KVM 下实际运行") };
  }
  const last = tried.at(-1);
  if (last && (last.stopped || last.guest !== "")) {
    const stage = stageOf(last.guest);
    const error = last.error ? ` (${last.error})` : "";
    return tcg("stalled", text(
      `/dev/kvm opens, but a guest under it came only ${stage.en}${error}: machines are emulated`,
      `/dev/kvm 可以打开，但其中的客户机只运行到${stage.zh}${error}：虚拟机将以仿真方式运行`,
    ));
  }
  const error = last?.error || "no reason given";
  return tcg("refused", text(`QEMU cannot use KVM: ${error}`, `QEMU 无法使用 KVM：${error}`));
}

function blocksOf(guest: string): number {
  return guest.split(".").length - 1;
}

// The letters that the guest writes, see the .S files.
function stageOf(guest: string): Text {
  const blocks = blocksOf(guest);
  if (blocks > 0) return text(`through ${blocks} of 128 blocks of its work`, `第 ${blocks} 段计算（共 128 段）`);
  if (guest.includes("c")) return text("to its work, which it did not get done", "计算阶段，未能完成");
  if (guest.includes("x")) return text("to a locked 16-byte exchange", "16 字节原子交换指令");
  if (guest.includes("l")) return text("to its first exception in long mode", "长模式下的首次异常");
  if (guest.includes("p")) return text("into protected mode", "保护模式");
  if (guest !== "") return text("into its first instructions", "最初几条指令");
  return text("as far as its firmware", "固件阶段");
}

function tcg(outcome: ProbeOutcome, reason: Text): AcceleratorProbe {
  return { accelerator: "tcg", outcome, reason };
}
