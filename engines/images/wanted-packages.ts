import type { ImageSpec, LabSpec } from "../../constructs/spec/lab-spec";

const HEADER = "#cloud-config\n";

/** What the machines of an image would install at their first boot. Their user-data is JSON, see `CloudInit.render`. */
export function wantedPackages({ machines }: Pick<LabSpec, "machines">, { fileName }: Pick<ImageSpec, "fileName">): string[] {
  const wanted = machines.filter(({ disks }) => disks.some(({ image }) => image === fileName)).flatMap(({ seed }) => {
    if (seed?.format !== "cloud-init" || !seed.userData.startsWith(HEADER)) return [];
    const { packages } = JSON.parse(seed.userData.slice(HEADER.length)) as { packages?: readonly unknown[] };
    return (packages ?? []).filter((name): name is string => typeof name === "string");
  });
  return [...new Set(wanted)].sort();
}
