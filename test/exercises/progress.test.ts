import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Progress } from "../../engines/exercises/progress";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "labwright-progress-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** As another run of labwright reads it. */
const kept = (): ReturnType<Progress["read"]> => new Progress(folder).read();

test("progress is kept: what was found last, when, and how often it was looked at", () => {
  expect(kept()).toEqual({});
  const before = Date.now();
  const progress = new Progress(folder);
  progress.note("chroot", false);
  progress.note("overlay", false);
  new Progress(folder).note("chroot", true);
  expect(kept()).toMatchObject({ chroot: { done: true, tries: 2 }, overlay: { done: false, tries: 1 } });
  expect(Date.parse(kept()["chroot"]?.at ?? "")).toBeGreaterThanOrEqual(before);
  progress.note("chroot", false);
  expect(kept()["chroot"]).toMatchObject({ done: false, tries: 3 });
});

test("who solved it is kept, and only where that did it", () => {
  const progress = new Progress(folder);
  progress.note("a", false, true);
  progress.note("a", true);
  progress.note("b", true, true);
  progress.note("b", true);
  progress.note("c", true);
  expect(Object.entries(kept()).map(([id, { solved = false }]) => [id, solved])).toEqual([["a", false], ["b", true], ["c", false]]);
});

test("it is cleared, and begins anew", () => {
  const progress = new Progress(folder);
  progress.note("a", true, true);
  progress.clear();
  expect(kept()).toEqual({});
  progress.note("a", true);
  expect(kept()["a"]).toMatchObject({ tries: 1 });
  expect(kept()["a"]?.solved).toBeUndefined();
});

test("its file is whole and the user's alone, whatever a killed run left beside it", () => {
  const progress = new Progress(folder);
  progress.note("a", true);
  writeFileSync(join(folder, "progress.json.new"), '{"a":', { mode: 0o600 });
  expect(kept()).toHaveProperty("a");
  progress.note("b", true);
  expect(readdirSync(folder)).toEqual(["progress.json"]);
  expect(Object.keys(JSON.parse(readFileSync(join(folder, "progress.json"), "utf8")) as object)).toEqual(["a", "b"]);
  expect(statSync(join(folder, "progress.json")).mode & 0o777).toBe(0o600);
});
