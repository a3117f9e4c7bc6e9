import type { Progress } from "../../engines/engine";
import { ResourceProgress } from "../../engines/libvirt/resource-progress";

const IMAGE = "terraform_data.lab_image-debian-12_0A1B2C3D";
const POOL = "libvirt_pool.lab_pool_0A1B2C3E";

function told(...events: readonly [address: string, type: "apply_start" | "apply_complete", action: string][]): string[] {
  const said: string[] = [];
  const progress = new ResourceProgress(new Map([[IMAGE, "lab/image-debian-12"]]), (event: Progress) => {
    if (event.type === "resource") said.push(`${event.what} ${event.name}: ${event.state}`);
  });
  for (const [address, type, action] of events) progress.event({ type, address, action });
  return said;
}

test("what goes is told", () => {
  expect(told([POOL, "apply_start", "delete"], [POOL, "apply_complete", "delete"])).toEqual(["pool storage: removing", "pool storage: removed"]);
});

test("an image is not said to go with its lab: it stays on the host", () => {
  expect(told([IMAGE, "apply_start", "create"], [IMAGE, "apply_complete", "create"])).toEqual(["image debian-12: creating", "image debian-12: ready"]);
  expect(told([IMAGE, "apply_start", "delete"], [IMAGE, "apply_complete", "delete"])).toEqual([]);
});
