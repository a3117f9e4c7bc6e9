import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findMissing, thisMachine } from "../../engines/images/build/requirements";
import type { BuiltImage } from "../../engines/images/build/built-image";
import type { RunResult } from "../../engines/process/run";
import { isCompiled } from "../support/installed";
import { bootImage, type Boot } from "./support/image/boot";
import { hasTool } from "./support/rig/requirements";
import { UnprivilegedUser } from "./support/unprivileged-user";

const MINUTES = 60_000;

function whyNot(): string | undefined {
  if (!isCompiled) return "dist/ absent, run `npm run build`";
  if (thisMachine().arch !== "x64" || process.platform !== "linux") return "no x86_64 Linux";
  const tools = ["qemu-system-x86_64", "ssh", "ssh-keygen", "setpriv", "newuidmap", "mmdebstrap"].filter((tool) => !hasTool(tool));
  if (tools.length > 0) return `${tools.join(", ")} absent`;
  return UnprivilegedUser.canRead() ? undefined : "the repository is root's alone";
}

const reason = whyNot();
if (reason !== undefined) process.stdout.write(`SKIPPED image-build: ${reason}\n`);

const tell = (what: string, seconds: number): void => void process.stdout.write(`image-build: ${what} ${seconds.toFixed(1)} s\n`);

(reason === undefined ? describe : describe.skip)("image build by a user who is not root", () => {
  const words = ["image", "build", "debian", "--packages", "tree", "--json"];
  let user: UnprivilegedUser;
  let image: BuiltImage & { readonly isNew: boolean };
  const built = (): string => join(user.home, ".cache", "labwright", "images", "built");
  const build = async (): Promise<[RunResult, number]> => {
    const started = Date.now();
    const result = await user.labwright(words);
    return [result, (Date.now() - started) / 1000];
  };

  beforeAll(async () => {
    expect([...(await findMissing({ ...thisMachine(), uid: 1000 })).keys()]).toEqual([]);
    user = UnprivilegedUser.create();
  });
  afterAll(() => user.remove());

  test("one that is interrupted leaves nothing, one that is killed no image", async () => {
    for (const [signal, code] of [["INT", 130], ["KILL", 137]] as const) {
      // The shell tells which process is to get the signal.
      const script = `"$@" & pid=$!; while ! ls ${built()}/.*.build/root/usr > /dev/null 2>&1; do sleep 0.2; done; kill -${signal} $pid; wait $pid`;
      const result = await user.run(["bash", "-c", script, "sh", ...user.labwrightWords(words)]);
      expect(result.code).toBe(code);
      const left = readdirSync(built());
      expect(left.filter((name) => signal === "INT" || !name.startsWith("."))).toEqual([]);
    }
  }, 10 * MINUTES);

  test("builds an image, and removes what the killed one left", async () => {
    const [{ code, stdout, stderr }, seconds] = await build();
    expect([code, stderr]).toEqual([0, ""]);
    image = JSON.parse(stdout) as typeof image;
    expect(image).toMatchObject({ isNew: true, name: "debian-12", user: "debian" });
    expect(readdirSync(built())).toEqual([image.id]);
    expect(existsSync(image.path)).toBe(true);
    tell(`build as a user, ${Math.round(image.bytes / 2 ** 20)} MiB`, seconds);
  }, 20 * MINUTES);

  test("has it there the second time", async () => {
    const [{ stdout }, seconds] = await build();
    expect(JSON.parse(stdout)).toMatchObject({ isNew: false, id: image.id, checksum: image.checksum });
    tell("second build", seconds);
    expect(seconds).toBeLessThan(10);
  });

  test.each(["kernel", "bios"] as const)("boots by %s to SSH and the end of cloud-init", async (how) => {
    const booted: Boot = await bootImage(image, how, "hostname; cloud-init status --wait; command -v tree; stat -c '%U %a' /etc/shadow /usr/bin/sudo; ping -c 1 127.0.0.1 > /dev/null && echo pings; findmnt -no SIZE /; systemctl --failed --no-legend");
    tell(`boot by ${how} to SSH`, booted.ssh);
    tell(`boot by ${how} to the end of cloud-init`, booted.cloudInit);
    const said = booted.said.split("\n").filter(Boolean);
    expect(said.slice(0, 6)).toEqual(["booted", "status: done", "/usr/bin/tree", "root 640", "root 4755", "pings"]);
    expect(parseFloat(said[6] ?? "")).toBeGreaterThan(4.5);
    expect(said.slice(7)).toEqual([]);
  }, 10 * MINUTES);
});
