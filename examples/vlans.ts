import type { App } from "cdktf";
import { Image, LabStack, Machine, NatNetwork, OvsNetwork, Size, type KvmHost } from "labwright";

/** A web tier and a database tier on one Open vSwitch bridge; only the jump host sees both. */
export default function vlans(app: App, { host }: { host: KvmHost }): void {
  const lab = new LabStack(app, "vlans", { host });
  const mgmt = new NatNetwork(lab, "mgmt");
  const fabric = new OvsNetwork(lab, "fabric", { vlans: { web: 10, db: 20 } });
  const machine = { image: Image.debian12(), memory: Size.mebibytes(768) };
  new Machine(lab, "web1", { ...machine, networks: [mgmt, fabric.access("web")] });
  new Machine(lab, "web2", { ...machine, networks: [mgmt, fabric.access("web")] });
  new Machine(lab, "db1", { ...machine, disks: [{ size: Size.gibibytes(20) }], networks: [mgmt, fabric.access("db")] });
  new Machine(lab, "jump", { ...machine, networks: [mgmt, fabric.trunk(["web", "db"], { subinterfaces: true })] });
}
