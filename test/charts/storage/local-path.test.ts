import { LocalPath, type LocalPathProps } from "../../../charts/storage/local-path";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

const values = (props?: LocalPathProps): unknown => valuesOf(new LocalPath(addonSet(), "local-path", props));

test("folders are those of all nodes, and those that single nodes have instead", () => {
  expect(values({ nodePaths: { w1: ["/fast"], w2: [] } })).toMatchObject({
    nodePathMap: [{ node: "DEFAULT_PATH_FOR_NON_LISTED_NODES", paths: ["/opt/local-path-provisioner"] }, { node: "w1", paths: ["/fast"] }, { node: "w2", paths: [] }],
  });
});

test("a shared folder takes the place of all others", () => {
  expect(values({ sharedPath: "/mnt/shared" })).toMatchObject({ nodePathMap: [], sharedFileSystemPath: "/mnt/shared" });
});

test.each<[string, LocalPathProps]>([
  ["path", { path: "srv" }],
  ["path", { path: "/" }],
  ["path", { path: "//" }],
  ["sharedPath", { sharedPath: "/" }],
  ["sharedPath", { sharedPath: "/mnt", path: "/srv" }],
  ["sharedPath", { sharedPath: "/mnt", nodePaths: { w1: [] } }],
  ["nodePaths", { nodePaths: { w9: ["/srv"] } }],
  ["nodePaths.w1[1]", { nodePaths: { w1: ["/srv", ""] } }],
])("a bad %s is refused: %j", (property, props) => {
  expect(() => values(props)).toThrow(`LW1001 local-path: \`${property}\``);
});
