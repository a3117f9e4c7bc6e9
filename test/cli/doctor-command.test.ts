import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult } from "../../engines/doctor";
import { FakeHost } from "../engines/support/fake-host";
import { CommandLine, type MainResult } from "./support/run-main";

// Whatever this machine installs with is the fake, which mends qemu-img where the test says so.
const INSTALL = 'echo "$*" >> "$FAKE_DIR/installs"; [ ! -e "$FAKE_DIR/mends" ] || touch "$FAKE_DIR/mended"\n';
const QEMU = "echo 'QEMU emulator version 7.2.0'\n";
const SCRIPTS = {
  "qemu-img": '[ -e "$FAKE_DIR/mended" ] || exit 127\n',
  "qemu-system-x86_64": QEMU,
  "qemu-system-aarch64": QEMU,
  ...Object.fromEntries(["sudo", "apt-get", "dnf", "pacman", "zypper", "brew"].map((name) => [name, INSTALL])),
};

// Each look is at the whole of a real host.
jest.setTimeout(60_000);

describe("doctor --fix, on faked commands", () => {
  let host: FakeHost;
  let line: CommandLine;

  beforeEach(() => {
    host = new FakeHost(SCRIPTS);
    line = new CommandLine();
    line.configure({ engine: "embedded", accelerator: "tcg" });
  });

  afterEach(() => {
    host.close();
    line.close();
  });

  const installs = (): string[] => (existsSync(join(host.directory, "installs")) ? readFileSync(join(host.directory, "installs"), "utf8").trim().split("\n") : []);
  const qemuOf = ({ stdout }: MainResult): string | undefined => (JSON.parse(stdout) as { results: readonly CheckResult[] }).results.find(({ id }) => id === "embedded-qemu")?.status;

  test("looks again after it, and says what it found then", async () => {
    writeFileSync(join(host.directory, "mends"), "");
    expect(qemuOf(await line.run(["doctor", "--fix", "--yes", "--json"]))).toBe("ok");
    expect(installs().join()).toMatch(/qemu/);
  });

  test("says that what it did was of no use", async () => {
    const result = await line.run(["doctor", "--fix", "--yes", "--json"]);
    expect([qemuOf(result), result.code]).toEqual(["fail", 3]);
    expect(installs()).not.toEqual([]);
  });

  test("installs nothing where the answer is no, or without --fix", async () => {
    expect(qemuOf(await line.run(["doctor", "--fix", "--json"], { answer: false }))).toBe("fail");
    expect(qemuOf(await line.run(["doctor", "--json"]))).toBe("fail");
    expect(installs()).toEqual([]);
  });
});
