import type { Checker } from "../core/checker";
import type { Size } from "../core/size";
import type { ResolvedImage } from "../image/image";

/** What of a machine has to fit its image. */
interface Fitted {
  readonly name: string;
  readonly firmware: "bios" | "uefi";
  readonly rootDisk: Size;
}

/** Checks that an image boots on the machine it was given to. @internal */
export function checkImage(check: Checker, { name, firmware, rootDisk }: Fitted, image: ResolvedImage): void {
  if (image.uefiOnly && firmware === "bios") {
    const rule = { en: `image ${image.name} for ${image.arch} boots by UEFI only`, zh: `镜像 ${image.name}（${image.arch}）仅支持 UEFI 启动` };
    check.problem("LW1040", { machine: name, given: "`firmware: \"bios\"`", rule, fix: { en: "leave `firmware` out", zh: "请省略 `firmware`" } });
  }
  if (image.virtualSize?.isLargerThan(rootDisk)) {
    check.problem("LW1042", { disk: "root", given: rootDisk.toString(), size: image.virtualSize.toString() });
  }
}

/** Refuses a first-boot configuration that nothing would read: it would be left out without a word. @internal */
export function refuseForeignSeed(check: Checker, machine: string, image: ResolvedImage | undefined, given: string, format: "cloud-init" | "ignition"): void {
  if (image?.provisioning === format) return;
  const fix = { en: `leave it out, or use an image with ${format}`, zh: `请省略该项，或使用带 ${format} 的镜像` };
  check.problem("LW1040", { machine, given, rule: readBy(image), fix });
}

function readBy(image: ResolvedImage | undefined): { en: string; zh: string } {
  if (image === undefined) return { en: "an empty disk reads nothing at first boot", zh: "空磁盘首次启动时不读取任何配置" };
  const { name, provisioning } = image;
  if (provisioning === "none") return { en: `image ${name} reads nothing at first boot`, zh: `镜像 ${name} 首次启动时不读取任何配置` };
  return { en: `image ${name} reads ${provisioning}`, zh: `镜像 ${name} 读取的是 ${provisioning}` };
}
