import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRuntimeFolder, removeRuntimeFolder } from "../../engines/embedded/runtime-folder";

let root: string;
let above: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lw-run-"));
  above = join(root, "labwright");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

test("the folder of sockets, and the one it lies in, are the user's alone; they go together, but for another lab's", () => {
  makeRuntimeFolder(join(above, "a"));
  makeRuntimeFolder(join(above, "b"));
  expect([above, join(above, "a")].map(modeOf)).toEqual([0o700, 0o700]);
  writeFileSync(join(above, "a", "m0.qmp"), "");
  removeRuntimeFolder(join(above, "a"));
  expect([existsSync(join(above, "a")), existsSync(join(above, "b"))]).toEqual([false, true]);
  removeRuntimeFolder(join(above, "b"));
  expect(existsSync(above)).toBe(false);
  expect(() => removeRuntimeFolder(join(above, "b"))).not.toThrow();
});

test("a folder that others may write to, or that leads elsewhere, is not used", () => {
  mkdirSync(above);
  chmodSync(above, 0o777);
  expect(() => makeRuntimeFolder(join(above, "a"))).toThrow(/LW4024.*others may write to it/);
  rmSync(above, { recursive: true });
  mkdirSync(join(root, "elsewhere"));
  symlinkSync(join(root, "elsewhere"), above);
  expect(() => makeRuntimeFolder(join(above, "a"))).toThrow("LW4024");
});

(process.getuid?.() === 0 ? test : test.skip)("another user's folder is not used (only root can make one)", () => {
  mkdirSync(above, { mode: 0o700 });
  chownSync(above, 65534, 65534);
  expect(() => makeRuntimeFolder(join(above, "a"))).toThrow("LW4024");
  expect(existsSync(join(above, "a"))).toBe(false);
});
