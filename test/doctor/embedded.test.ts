import { KvmHost } from "../../constructs/host/kvm-host";
import { withInstallsAtOnce } from "../../engines/doctor/apply-fix";
import { EMBEDDED_CHECKS, runDoctor, type CheckResult } from "../../engines/doctor";
import { FakedHost, type DistributionName } from "./support/faked-host";

jest.mock("../../engines/images/build/requirements", () => ({
  thisMachine: () => ({}),
  findMissing: () => Promise.resolve(new Map([["mmdebstrap", "mmdebstrap"]])),
}));

/** Nothing but Node is there. */
class BareHost extends FakedHost {
  override here(command: Parameters<FakedHost["here"]>[0]): ReturnType<FakedHost["here"]> {
    return command.argv[0] === "qemu-img" ? Promise.resolve({ code: 127, stdout: "", stderr: "" }) : super.here(command);
  }
}

const host = KvmHost.local();

async function diagnose(distribution: DistributionName, platform: NodeJS.Platform = "linux"): Promise<{ results: CheckResult[]; run: FakedHost }> {
  const run = new BareHost({ distribution, without: ["ssh", "ssh-keygen"], emulator: undefined });
  return { results: await runDoctor({ host, run, platform, checks: EMBEDDED_CHECKS }), run };
}

const statuses = (results: readonly CheckResult[]): Record<string, string> => Object.fromEntries(results.map(({ id, status }) => [id, status]));

describe("the doctor of the embedded engine, on a faked host with nothing but Node", () => {
  test("fails for QEMU and ssh, and says what building images would need", async () => {
    const { results } = await diagnose("debian");
    expect(statuses(results)).toMatchObject({ "embedded-platform": "ok", node: "ok", tools: "fail", "embedded-qemu": "fail", "embedded-images": "warn" });
  });

  test("installs all of it by one command", async () => {
    const { results, run } = await diagnose("debian");
    const commands = (await withInstallsAtOnce(results, host, run)).flatMap(({ fix }) => (fix?.parts ? [fix.command] : []));
    expect(commands).toHaveLength(1);
    for (const name of ["qemu-system-x86", "qemu-utils", "openssh-client", "mmdebstrap", "uidmap"]) expect(commands[0]).toContain(` ${name}`);
    expect(commands[0]?.match(/sudo apt-get install/g)).toHaveLength(1);
  });

  test("builds images on Debian's relatives only", async () => {
    const { results } = await diagnose("fedora");
    expect(statuses(results)).toMatchObject({ "embedded-qemu": "fail", "embedded-images": "skip" });
  });

  test("refuses Windows, and says how", async () => {
    const { results } = await diagnose("debian", "win32");
    const result = results.find(({ id }) => id === "embedded-platform");
    expect([result?.status, result?.fix?.text.en]).toEqual(["fail", expect.stringContaining("WSL2")]);
  });

  test("fixes that install nothing stay as they are", async () => {
    const { results, run } = await diagnose("debian");
    const group = { ...results[0], id: "group", fix: { text: { en: "a", zh: "b" }, command: "usermod", needsRoot: true, where: "here" as const } } as CheckResult;
    expect((await withInstallsAtOnce([group, ...results], host, run))[0]).toBe(group);
  });
});
