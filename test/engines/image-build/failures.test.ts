import type { LabError, Problem } from "../../../constructs/core/lab-error";
import { inWords } from "../../../constructs/core/text";
import { buildFailure } from "../../../engines/images/build/build-failure";
import { buildDebianImage } from "../../../engines/images/build/debian-image";
import { findMissing, refuseIncapable, type Builder } from "../../../engines/images/build/requirements";
import { withFakeBuilder } from "../support/fake-builder";

const problemsOf = async (work: Promise<unknown>): Promise<readonly Problem[]> => work.then(() => [], (error: unknown) => (error as LabError).problems);
const refused = (other: Partial<Builder>, file?: string): Promise<readonly Problem[]> => withFakeBuilder((builder) => {
  if (file !== undefined) builder.write(file);
  return problemsOf(refuseIncapable(builder.machine(other)));
});

describe("what a build's tools say", () => {
  const told = (said: string): readonly [string, unknown][] => buildFailure("mmdebstrap", said).problems.map(({ code, values }) => [code, values.given ?? inWords(values.why ?? "", "en")]);

  test.each<[string, string, unknown]>([
    ["E: Unable to locate package nonesuch\nE: Unable to locate package other\nE: apt-get failed", "LW4031", "nonesuch"],
    ["E: Package 'virt-top' has no installation candidate", "LW4031", "virt-top"],
    ["Err:1 http://u:secret@mirror/debian bookworm InRelease\n  Could not resolve 'mirror'\nE: apt-get update failed", "LW3030", "Could not resolve 'mirror'"],
    ["W: Failed to fetch http://u:secret@mirror/x  404", "LW3030", "W: Failed to fetch http://…@mirror/x  404"],
    ["dpkg: error: cannot write: No space left on device", "LW3031", "dpkg: error: cannot write: No space left on device"],
    ["E: You don't have enough free space in /var/cache/apt/archives/.", "LW3031", "E: You don't have enough free space in /var/cache/apt/archives/."],
    ["I: installing\nE: dpkg failed\nI: cleaning", "LW3032", "E: dpkg failed"],
    ["", "LW3032", "?"],
  ])("%j is %s", (said, code, words) => {
    expect(told(said)[0]).toEqual([code, words]);
  });

  test("all unknown packages are told at once", () => {
    expect(told("E: Unable to locate package a1\nE: Unable to locate package b2\nE: Unable to locate package a1").map(([, given]) => given)).toEqual(["a1", "b2"]);
  });
});

describe("where no image can be built", () => {
  test("missing tools are told with the one command that installs them", async () => {
    const [problem] = await refused({ keyring: "/nowhere/keyring.gpg", grub: "/nowhere" });
    expect(problem).toMatchObject({ code: "LW2100", values: { missing: "/nowhere/boot.img, /nowhere/keyring.gpg", fix: { en: "`sudo apt-get install -y grub-pc-bin debian-archive-keyring`" } } });
  });

  test("elsewhere than on Debian and Ubuntu it says where to build", async () => {
    const [problem] = await refused({ keyring: "/nowhere/keyring.gpg", osRelease: "ID=fedora\n" });
    expect(inWords(problem?.values.fix ?? "", "en")).toContain("mmdebstrap is packaged for Debian and Ubuntu");
    expect(inWords(problem?.values.fix ?? "", "zh")).toContain("Debian 与 Ubuntu");
  });

  test("root needs no tools for user namespaces", async () => {
    const without = { ...process.env };
    expect([...(await findMissing({ uid: 0, grub: "/nowhere", keyring: "/" })).values()]).not.toContain("uidmap");
    expect(process.env).toEqual(without);
  });

  test.each<[string, Partial<Builder>, string]>([
    ["no range of subordinate ids", { subordinates: "bob:100000:65536\ncat:165536:65536\n" }, "LW2101"],
    ["namespaces that are not allowed", {}, "LW2102"],
    ["root in a container that may not", { uid: 0 }, "LW2102"],
  ])("%s", async (_name, machine, code) => {
    expect(await refused(machine, "no-namespaces")).toMatchObject([{ code }]);
  });

  test("the range that is offered comes after those that are given", async () => {
    const [problem] = await refused({ subordinates: "bob:100000:65536\ncat:165536:65536\n" }, "no-namespaces");
    expect(problem?.values.command).toBe("sudo usermod --add-subuids 231072-296607 --add-subgids 231072-296607 ann");
  });

  test("another architecture", async () => {
    expect(await refused({ arch: "arm64" })).toMatchObject([{ code: "LW2103", values: { given: "arm64" } }]);
  });
});

test("what was asked for wrongly is told before anything is looked at", async () => {
  const caches = ["/proc/nowhere"];
  expect(await problemsOf(buildDebianImage({ caches, sets: ["docker", "dokcer", "x"] }, () => undefined))).toMatchObject([{ code: "LW4030", values: { given: "dokcer" } }, { code: "LW4030" }]);
  expect(await problemsOf(buildDebianImage({ caches, packages: ["Tree", "-o=x", "ok"] }, () => undefined))).toMatchObject([{ code: "LW4031" }, { code: "LW4031" }]);
  expect(await problemsOf(buildDebianImage({ caches }, () => undefined, AbortSignal.abort()))).toMatchObject([{ code: "LW3033" }]);
});

test("a cache that cannot be made is told", () => withFakeBuilder(async (builder) => {
  expect(await problemsOf(buildDebianImage({ caches: ["/proc/nowhere"], builder: builder.machine() }, () => undefined))).toMatchObject([{ code: "LW4024" }]);
}));
