import { NodeProfiles, type NodeProfilesProps } from "../../../charts/security/node-profiles";
import { addonSet } from "../support/cluster";
import { objectOf, podsOf, type Pods } from "../support/objects";

const profiles = (props: NodeProfilesProps = {}): NodeProfiles => new NodeProfiles(addonSet(), "profiles", props);
const templateOf = (addon: NodeProfiles): Pods => podsOf(addon, "DaemonSet");
const scriptOf = (addon: NodeProfiles): string[] => (templateOf(addon).spec.initContainers[0]?.command[2] ?? "").split("\n");

test("seccomp alone is a copy, without rights over the node's processes", () => {
  const addon = profiles();
  expect(objectOf(addon, "ConfigMap seccomp").data).toEqual({ "audit.json": JSON.stringify({ defaultAction: "SCMP_ACT_LOG" }, undefined, 2) });
  expect(scriptOf(addon)).toEqual(["mkdir -p /node/seccomp/lab", "cp /profiles/seccomp/audit.json /node/seccomp/lab/"]);
  expect(templateOf(addon).spec).toMatchObject({ hostPID: false, initContainers: [{ securityContext: { privileged: false } }] });
});

test("AppArmor's are loaded on the node, by its own parser", () => {
  const addon = profiles({ seccomp: {}, appArmor: { "deny-write": "profile deny-write {}" } });
  expect(objectOf(addon, "ConfigMap apparmor").data).toEqual({ "deny-write": "profile deny-write {}" });
  expect(scriptOf(addon).slice(1)).toEqual(["cp /profiles/apparmor/deny-write /node/apparmor/lab-deny-write", "nsenter --target 1 --mount -- apparmor_parser --replace --write-cache /etc/apparmor.d/lab-deny-write"]);
  expect(templateOf(addon).spec).toMatchObject({ hostPID: true, initContainers: [{ securityContext: { privileged: true } }] });
});

test("Pods are made anew when a profile changes", () => {
  const checksum = (props: NodeProfilesProps): string | undefined => templateOf(profiles(props)).metadata.annotations["checksum/config"];
  expect(checksum({})).toMatch(/^[0-9a-f]{64}$/);
  expect(checksum({ controlPlanes: false })).toBe(checksum({}));
  expect(checksum({ appArmor: { a: "profile a {}" } })).not.toBe(checksum({ appArmor: { a: "profile a { file, }" } }));
});

test.each<NodeProfilesProps>([{ seccomp: { "../x": { defaultAction: "SCMP_ACT_LOG" } } }, { appArmor: { "a b": "" } }, { appArmor: { "$(id)": "" } }])("a name that is no file's is refused: %j", (props) => {
  expect(() => profiles(props)).toThrow(/^LW1001 profiles: .*(seccomp|appArmor)/);
});
