import { LabError, type Problem } from "../../constructs/core/lab-error";
import { Size } from "../../constructs/core/size";
import type { KvmHost } from "../../constructs/host/kvm-host";
import type { ImageSpec, LabSpec } from "../../constructs/spec/lab-spec";
import { quote } from "../../constructs/terraform/host-command";
import { askHost } from "./fetch";

/** Where an image lies. */
export interface ImagePlace {
  readonly host: Pick<KvmHost, "ssh">;
  readonly path: string;
}

/**
 * Refuses root disks that would cut their image off: how large an image of one's own is, only the file tells.
 * @throws LabError LW1042
 */
export async function refuseCutImages(spec: Pick<LabSpec, "images" | "machines">, where: (image: ImageSpec) => ImagePlace): Promise<void> {
  const problems: Problem[] = [];
  for (const image of spec.images) {
    const { host, path } = where(image);
    const bytes = await virtualSize(host, path, image.format);
    for (const { path: machine, disks } of spec.machines) {
      for (const disk of disks.filter((one) => one.image === image.fileName && bytes !== undefined && one.bytes < bytes)) {
        problems.push({ code: "LW1042", path: machine, values: { disk: disk.name, given: Size.bytes(disk.bytes).toString(), size: Size.bytes(bytes ?? 0).toString() } });
      }
    }
  }
  if (problems.length > 0) throw new LabError(problems);
}

/** @see https://www.qemu.org/docs/master/interop/qcow2.html: bytes 0-3 are the magic, 24-31 the virtual size */
async function virtualSize(host: Pick<KvmHost, "ssh">, path: string, format: string): Promise<number | undefined> {
  const command = format === "qcow2" ? `head -c 32 ${quote(path)} | od -An -v -tx1` : `stat -c %s ${quote(path)}`;
  const said = (await askHost(host, command))?.replace(/\s/g, "");
  if (!said) return undefined;
  if (format !== "qcow2") return Number(said);
  return said.startsWith("514649fb") && said.length === 64 ? Number(BigInt(`0x${said.slice(48)}`)) : undefined;
}
