import type { ThingChange } from "../../engines/engine";
import { summarizePlan, type PathsByAddress } from "../../engines/libvirt/plan-summary";
import type { Action, ResourceChange } from "../../engines/terraform/plan-json";

const PATHS: PathsByAddress = new Map([
  ...["identity", "hardware", "ready", "size-data"].map((part) => [`terraform_data.web_${part}_1`, `web/${part}`] as const),
  ...["root", "seed", "disk-data", "disk-logs"].map((part) => [`libvirt_volume.web_${part}_1`, `web/${part}`] as const),
  ["libvirt_cloudinit_disk.web_cloud-init_1", "web/cloud-init"], ["libvirt_domain.web_domain_1", "web/domain"],
  ["libvirt_network.lan_network_1", "lan/network"], ["terraform_data.lan_definition_1", "lan/definition"],
  ["terraform_data.fabric_bridge_1", "fabric/bridge"], ["terraform_data.lab_image_1", "lab/image-debian-12"], ["libvirt_pool.lab_pool_1", "lab/pool"],
]);

const CREATE: Action[] = ["create"];
const UPDATE: Action[] = ["update"];
const DELETE: Action[] = ["delete"];
const REPLACE: Action[] = ["delete", "create"];

function change(address: string, actions: readonly Action[], more: { before?: unknown; after?: unknown; reason?: string } = {}): ResourceChange {
  return { address, type: address.split(".")[0] ?? "", change: { actions, before: more.before, after: more.after }, action_reason: more.reason };
}

const domain = (actions: readonly Action[], more?: Parameters<typeof change>[2]): ResourceChange => change("libvirt_domain.web_domain_1", actions, more);
const part = (name: string, actions: readonly Action[], more?: Parameters<typeof change>[2]): ResourceChange =>
  change(`${["identity", "hardware", "ready", "size-data"].includes(name) ? "terraform_data" : "libvirt_volume"}.web_${name}_1`, actions, more);
const summary = (...changes: ResourceChange[]): ThingChange[] => summarizePlan({ resource_changes: changes }, PATHS);
/** The one change there is, in short: `rebuild web: reason; reason`. */
function inWords(...changes: ResourceChange[]): string {
  return summary(...changes).map(({ what, name, kind, why }) => `${kind} ${what} ${name}${why.length > 0 ? `: ${why.map(({ en }) => en).join("; ")}` : ""}`).join(" | ");
}

describe("a plan in words", () => {
  test("is empty when nothing changes, or is only read", () => {
    expect(summarizePlan({}, PATHS)).toEqual([]);
    expect(summary(domain(["no-op"]), part("root", ["read"]))).toEqual([]);
  });

  test("a new machine is one thing, whatever it is made of", () => {
    expect(inWords(part("identity", CREATE), part("root", CREATE), part("seed", CREATE), change("libvirt_cloudinit_disk.web_cloud-init_1", CREATE), domain(CREATE), part("ready", CREATE))).toBe("create machine web");
  });

  const hashes = { seed: "s", image: "i", disk: "d", key: "k" };
  const identity = (changed: Partial<typeof hashes>): ResourceChange => part("identity", REPLACE, { before: { triggers_replace: hashes }, after: { triggers_replace: { ...hashes, ...changed } } });
  test.each([
    [{ seed: "S" }, "its user-data or name changed"], [{ image: "I" }, "its image changed"], [{ disk: "D" }, "its root disk has another size"],
    [{ key: "K" }, "the lab's SSH key changed"], [{ image: "I", disk: "D" }, "its image changed; its root disk has another size"],
  ])("rebuild, by %j", (changed, why) => {
    expect(inWords(identity(changed), part("root", REPLACE), domain(REPLACE), part("ready", REPLACE))).toBe(`rebuild machine web: ${why}`);
  });

  test("rebuild for a reason that only Terraform knows", () => {
    expect(inWords(part("root", REPLACE, { reason: "replace_because_tainted" }), domain(REPLACE))).toBe("rebuild machine web: its root disk is made anew (replace_because_tainted)");
    expect(inWords(part("root", REPLACE), domain(REPLACE))).toBe("rebuild machine web: its root disk is made anew (changed)");
  });

  test("rebuild is seen in either order of replacement", () => {
    expect(inWords(identity({ seed: "S" }), part("root", ["create", "delete"]))).toMatch(/^rebuild machine web/);
  });

  test("restart, by a network, by an unfinished run, by a change from outside", () => {
    expect(inWords(domain(REPLACE), part("ready", REPLACE))).toBe("restart machine web: a network it is on is made anew");
    expect(inWords(domain(REPLACE, { reason: "replace_because_tainted" }))).toBe("restart machine web: the last run did not finish it");
    expect(inWords(domain(UPDATE))).toBe("restart machine web: its definition was changed outside of labwright");
  });

  test.each([
    [{ vcpus: 2 }, "its vCPUs changed"], [{ memory: 2 }, "its memory changed"], [{ nics: "2" }, "its NICs changed"], [{ addresses: "2" }, "its addresses changed"],
    [{ disks: "2" }, "its data disks changed"], [{ other: "2" }, "its firmware, console, CPU or an override changed"], [{ vcpus: 2, memory: 2 }, "its vCPUs changed; its memory changed"],
  ])("restart, when the hardware becomes %j", (after, why) => {
    const before = { vcpus: 1, memory: 1, nics: "1", addresses: "1", disks: "1", other: "1" };
    const hardware = part("hardware", REPLACE, { before: { triggers_replace: before }, after: { triggers_replace: { ...before, ...after } } });
    expect(inWords(hardware, part("seed", REPLACE), domain(REPLACE), part("ready", REPLACE))).toBe(`restart machine web: ${why}`);
  });

  test("a data disk that was added restarts the machine and rebuilds nothing", () => {
    const hardware = part("hardware", REPLACE, { before: { triggers_replace: { disks: "1" } }, after: { triggers_replace: { disks: "2" } } });
    expect(inWords(part("disk-data", CREATE), hardware, domain(REPLACE))).toBe("restart machine web: its data disks changed");
  });

  const grown = part("size-data", REPLACE, { before: { triggers_replace: { bytes: 10 * 2 ** 30 } }, after: { triggers_replace: { bytes: 20 * 2 ** 30 } } });

  test("a data disk that grows is told as that, alone and beside what else happens", () => {
    expect(inWords(grown)).toBe("update machine web: its data disk data grows to 20 GiB");
    expect(summary(grown)[0]?.why[0]?.zh).toBe("数据盘 data 扩大到 20 GiB");
    const hardware = part("hardware", REPLACE, { before: { triggers_replace: { memory: 1 } }, after: { triggers_replace: { memory: 2 } } });
    expect(inWords(grown, hardware, domain(REPLACE))).toBe("restart machine web: its memory changed; its data disk data grows to 20 GiB");
    expect(inWords(grown, identity({ seed: "S" }), part("root", REPLACE), domain(REPLACE))).toBe("rebuild machine web: its user-data or name changed; its data disk data grows to 20 GiB");
    expect(inWords(grown, part("ready", REPLACE))).toBe("update machine web: its data disk data grows to 20 GiB; names of the lab's machines in /etc/hosts");
    expect(inWords(part("disk-data", CREATE), part("size-data", CREATE))).toBe("update machine web: its data disk data is not there, and is made, empty");
  });

  test("a data disk that would shrink is refused; one whose growth failed may be asked for anew", () => {
    const shrunk = (reason?: string): ResourceChange => part("size-data", REPLACE, { before: { triggers_replace: { bytes: 20 * 2 ** 30 } }, after: { triggers_replace: { bytes: 10 * 2 ** 30 } }, reason });
    expect(() => summary(shrunk())).toThrow(/LW2081 web: a data disk would become smaller: web\/data has 20 GiB, and 10 GiB is less/);
    expect(inWords(shrunk("replace_because_tainted"))).toBe("update machine web: its data disk data grows to 10 GiB");
  });

  test("a data disk that is removed is lost, and that is said beside what happens to its machine", () => {
    const hardware = part("hardware", REPLACE, { before: { triggers_replace: { disks: "1" } }, after: { triggers_replace: { disks: "2" } } });
    expect(inWords(part("disk-data", DELETE), part("size-data", DELETE), hardware, domain(REPLACE))).toBe("restart machine web: its data disks changed | lost disk web/data");
    expect(inWords(part("disk-data", DELETE), identity({ seed: "S" }), part("root", REPLACE), domain(REPLACE))).toBe("rebuild machine web: its user-data or name changed | lost disk web/data");
    expect(inWords(part("disk-data", DELETE), part("disk-logs", REPLACE), domain(REPLACE))).toBe("restart machine web: a network it is on is made anew | lost disk web/data | lost disk web/logs: it is made anew, empty");
    expect(inWords(part("disk-data", DELETE), domain(DELETE), part("root", DELETE), part("ready", DELETE))).toBe("delete machine web | lost disk web/data");
  });

  test("what an interrupted run left half done is told without the names of its parts", () => {
    expect(inWords(part("seed", CREATE))).toBe("update machine web: the last run did not finish it");
  });

  test("names of neighbours alone are an update", () => {
    expect(inWords(part("ready", REPLACE))).toBe("update machine web: names of the lab's machines in /etc/hosts");
  });

  test("the provider's temporary ISO, made again, is no change of the machine", () => {
    expect(summary(change("libvirt_cloudinit_disk.web_cloud-init_1", CREATE))).toEqual([]);
  });

  test("a machine that is no longer in the code is known by its address", () => {
    const gone = (type: string, name: string): ResourceChange => change(`${type}.old-web_${name}_0A1B2C3D`, DELETE);
    expect(inWords(gone("libvirt_domain", "domain"), gone("libvirt_volume", "root"), gone("terraform_data", "identity"), gone("terraform_data", "ready"))).toBe("delete machine old-web");
    expect(inWords(change("libvirt_network.old-lan_network_0A1B2C3D", DELETE), change("terraform_data.old-lan_definition_0A1B2C3D", DELETE))).toBe("delete network old-lan");
    expect(inWords(change("terraform_data.old_bridge_0A1B2C3D", DELETE))).toBe("delete bridge old");
  });

  test("networks, bridges, images and storage", () => {
    expect(inWords(change("libvirt_network.lan_network_1", REPLACE), change("terraform_data.lan_definition_1", REPLACE))).toBe("replace network lan: its definition changed");
    expect(inWords(change("libvirt_network.lan_network_1", REPLACE, { reason: "replace_because_tainted" }))).toBe("replace network lan: the last run did not finish it");
    expect(inWords(change("libvirt_network.lan_network_1", UPDATE))).toBe("update network lan");
    const definition = (before: unknown, after: unknown): ResourceChange => change("terraform_data.lan_definition_1", REPLACE, { before: { triggers_replace: before }, after: { triggers_replace: after } });
    const reserved = "replace network lan: its DHCP reservations changed, which the provider cannot do in place";
    expect(inWords(change("libvirt_network.lan_network_1", REPLACE), definition("d", { definition: "d", reserved: "r" }))).toBe(reserved);
    expect(inWords(change("libvirt_network.lan_network_1", REPLACE), definition({ definition: "d", reserved: "q" }, { definition: "d", reserved: "r" }))).toBe(reserved);
    expect(inWords(change("libvirt_network.lan_network_1", REPLACE), definition("d", { definition: "e", reserved: "r" }))).toBe("replace network lan: its definition changed");
    expect(inWords(change("terraform_data.fabric_bridge_1", CREATE), change("terraform_data.lab_image_1", CREATE), change("libvirt_pool.lab_pool_1", CREATE))).toBe("create bridge fabric | create image debian-12 | create pool storage");
    expect(inWords(change("aws_instance.foreign_0A1B2C3D", CREATE))).toBe("create other foreign");
  });

  test("every reason is in both languages", () => {
    const all = summary(identity({ seed: "S", image: "I", disk: "D", key: "K" }), part("root", REPLACE)).flatMap(({ why }) => why);
    expect(all).toHaveLength(4);
    for (const { zh } of all) expect(zh).toMatch(/\p{Script=Han}/u);
  });
});
