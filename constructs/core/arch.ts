/** A processor architecture, named as the kernel and libvirt name it. */
export type Arch = "x86_64" | "aarch64";

export const ARCHITECTURES: readonly Arch[] = ["x86_64", "aarch64"];
