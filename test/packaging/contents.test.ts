import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { REPOSITORY, packPackage, type PackedPackage } from "./support/package";

const BINDINGS = "node_modules/@cdktf/provider-libvirt/";

let directory: string;
let packed: PackedPackage;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "labwright-contents-"));
  packed = await packPackage(directory);
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("what is compiled, its data, and the bindings are packed, and nothing else", () => {
  const allowed = [
    /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
    /^dist\/(?!test|bench|scripts)[\w/-]+(\.d\.ts|\.js|\.schema\.json)$/,
    /^dist\/charts\/schema\/kubernetes-[\d.]+\.schema\.json$/,
    /^(docs\/[\w/-]+\.md|examples\/[\w-]+\.ts)$/,
    /^dist\/bin\/labwright\.bundle\.(js|LICENSES\.txt)$/,
    new RegExp(`^${BINDINGS}(package\\.json|README\\.md|schema/libvirt-[\\d.]+\\.json|dist/[\\w/-]+(\\.d\\.ts|\\.js))$`),
  ];
  expect(packed.paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
});

test.each([
  "LICENSE", "dist/index.js", "dist/index.d.ts", "dist/bin/labwright.js", "dist/bin/labwright.bundle.js", "dist/bin/labwright.bundle.LICENSES.txt", "dist/bin/cdktf.js", "dist/charts/index.d.ts", "dist/chapters/index.d.ts",
  "dist/provider-libvirt.d.ts", "dist/constructs/spec/labspec.schema.json", "dist/engines/config/config.schema.json",
  `${BINDINGS}dist/index.js`, `${BINDINGS}dist/lib/domain/index.d.ts`, `${BINDINGS}dist/schema-check/index.js`, `${BINDINGS}schema/libvirt-0.9.7.json`,
])("%s is packed", (path) => expect(packed.paths).toContain(path));

test("what a module requires of its own package is packed too, and has its declarations", () => {
  const modules = packed.paths.filter((path) => path.startsWith("dist/") && !path.endsWith(".bundle.js") && /(\.js|\.d\.ts)$/.test(path));
  const missing = modules.flatMap((path) => {
    const source = readFileSync(join(REPOSITORY, path), "utf8");
    const wanted = [...source.matchAll(/(?:\brequire\(|\bimport\(|\bfrom )"(\.{1,2}\/[^"]+)"/g)].map(([, to = ""]) => posix.join(dirname(path), to));
    return wanted.filter((to) => ![to, `${to}.js`, `${to}.d.ts`, `${to}/index.js`].some((file) => packed.paths.includes(file))).map((to) => `${path}: ${to}`);
  });
  expect(modules.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test("every module has its declarations", () => {
  const modules = packed.paths.filter((path) => path.endsWith(".js") && !path.endsWith(".bundle.js"));
  expect(modules.filter((path) => !packed.paths.includes(path.replace(/\.js$/, ".d.ts")))).toEqual([]);
});

test("the licences of all that is in the program's one file are beside it", () => {
  const licences = readFileSync(join(REPOSITORY, "dist/bin/labwright.bundle.LICENSES.txt"), "utf8");
  for (const name of ["cdktn", "constructs", "commander", "ip-address"]) expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
});

test("it is small enough to download for one look", () => {
  expect(packed.size).toBeLessThan(1_500_000);
  expect(packed.unpackedSize).toBeLessThan(6_000_000);
});
