import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Arch } from "../../../constructs/core/arch";

/** UEFI for a machine: code that all share, and variables that each has a copy of. */
export interface Firmware {
  readonly code: string;
  readonly template: string;
  readonly format: "raw" | "qcow2";
}

interface Descriptor {
  readonly "interface-types"?: readonly string[];
  readonly targets?: readonly { readonly architecture?: string; readonly machines?: readonly string[] }[];
  readonly features?: readonly string[];
  readonly mapping?: {
    readonly device?: string;
    readonly executable?: { readonly filename?: string; readonly format?: string };
    readonly "nvram-template"?: { readonly filename?: string };
  };
}

/** Not needed to boot, or in the way of an unsigned kernel. */
const UNWANTED = ["secure-boot", "enrolled-keys", "amd-sev", "amd-sev-es", "intel-tdx"];

/**
 * The first firmware that QEMU's own descriptors name for an architecture.
 * @see https://www.qemu.org/docs/master/interop/firmware.html
 */
export function findFirmware(arch: Arch, emulator: string): Firmware | undefined {
  const folders = ["/etc/qemu/firmware", "/usr/share/qemu/firmware", join(dirname(emulator), "..", "share", "qemu", "firmware")];
  const files = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name)));
  return files.flatMap((file) => firmwareOf(file, arch))[0];
}

function firmwareOf(file: string, arch: Arch): Firmware[] {
  const descriptor = read(file);
  const { mapping, targets = [], features = [] } = descriptor;
  const code = mapping?.executable?.filename;
  const template = mapping?.["nvram-template"]?.filename;
  if (descriptor["interface-types"]?.includes("uefi") !== true || mapping?.device !== "flash" || code === undefined || template === undefined) return [];
  if (!targets.some(({ architecture }) => architecture === arch) || features.some((feature) => UNWANTED.includes(feature))) return [];
  if (![code, template].every((path) => existsSync(path))) return [];
  return [{ code, template, format: mapping.executable?.format === "qcow2" ? "qcow2" : "raw" }];
}

function read(file: string): Descriptor {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Descriptor;
  } catch {
    return {};
  }
}
