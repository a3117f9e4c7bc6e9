import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StepFile } from "../../constructs/spec/step-file";
import { runSteps } from "../../engines/runner/runner";
import { FakeHost } from "./support/fake-host";

const FILE: StepFile = {
  apiVersion: "labwright/v1", lab: "demo", machine: "web1", domain: "lw-x-web1", uri: "qemu:///system", user: "debian", address: "192.0.2.9", steps: ["ssh", "cloud-init", "hosts"],
};

// Runs what would be run on the machine, on a hosts file of the test and without sudo.
const SSH = `
for command; do :; done
echo "$*" | head -1 >> "$FAKE_DIR/log"
case "$command" in
  true) . "$FAKE_DIR/ssh-true" ;;
  *cloud-init*) . "$FAKE_DIR/ssh-cloud-init" ;;
  *) sh -c "$(printf '%s' "$command" | sed "s|/etc/hosts|$FAKE_DIR/hosts|g")" ;;
esac
`;

let host: FakeHost;
let states: string[];
beforeEach(() => {
  host = new FakeHost({ ssh: SSH });
  states = [];
  host.write("ssh-true");
  host.write("ssh-cloud-init");
  host.write("hosts", "127.0.0.1 localhost\n");
});
afterEach(() => host.close());

const HOSTS = "10.0.0.1 web1\n10.0.0.2 db1";
const BLOCK = `# labwright: machines of this lab\n${HOSTS}\n# labwright: end\n`;
const key = (): string => join(host.directory, "id_ed25519");
const steps = (file: Partial<StepFile> = {}, timeoutMs = 10_000, hosts = HOSTS): Promise<void> =>
  runSteps({ ...FILE, ...file }, { privateKeyFile: key(), hosts, timeoutMs, onProgress: (machine, state) => states.push(`${machine} ${state}`) });
const hostsFile = (): string => readFileSync(join(host.directory, "hosts"), "utf8");

describe("the steps of a started machine (ssh is faked, its scripts really run)", () => {
  test("are done in order, and told", async () => {
    await steps();
    expect(states).toEqual(["web1 booting", "web1 cloud-init", "web1 hosts", "web1 ready"]);
    expect(hostsFile()).toBe(`127.0.0.1 localhost\n${BLOCK}`);
  });

  test("written twice, the hosts file is the same; other names take the place of old ones", async () => {
    await steps({ steps: ["hosts"] });
    await steps({ steps: ["hosts"] });
    expect(hostsFile()).toBe(`127.0.0.1 localhost\n${BLOCK}`);
    await steps({ steps: ["hosts"] }, 10_000, "10.0.0.9 other");
    expect(hostsFile()).toBe("127.0.0.1 localhost\n# labwright: machines of this lab\n10.0.0.9 other\n# labwright: end\n");
  });

  test("a hosts file whose last line has no end keeps that line to itself", async () => {
    host.write("hosts", "127.0.0.1 localhost");
    await steps({ steps: ["hosts"] });
    await steps({ steps: ["hosts"] });
    expect(hostsFile()).toBe(`127.0.0.1 localhost\n${BLOCK}`);
  });

  test("wait for SSH", async () => {
    host.write("ssh-true", `[ -e "$FAKE_DIR/second" ] || { touch "$FAKE_DIR/second"; exit 255; }`);
    await steps({ steps: ["ssh"] });
    expect(states.at(-1)).toBe("web1 ready");
  });

  test("wait for SSH no longer than told", async () => {
    host.write("ssh-true", "exit 255");
    await expect(steps({}, 0)).rejects.toMatchObject({ problems: [{ code: "LW3003", values: { machine: "web1", address: "192.0.2.9", seconds: 0 } }] });
  });

  test("ask the host for an address that only it knows (virsh is faked)", async () => {
    await expect(steps({ address: undefined }, 0)).rejects.toMatchObject({ problems: [{ code: "LW3003", values: { address: { en: "an unknown address" } } }] });
    host.write("addresses.agent", " lo 00:00:00:00:00:00 ipv4 127.0.0.1/8\n");
    host.write("addresses.arp", " vnet0 52:54:00:00:00:01 ipv4 192.168.9.7/0\n");
    await steps({ address: undefined, steps: ["ssh"] });
    expect(host.log.at(-1)).toContain("debian@192.168.9.7");
  });

  test("forget the host key of a machine that was rebuilt, once and only its own", async () => {
    const known = join(host.directory, "known_hosts");
    writeFileSync(known, "web1 ssh-ed25519 OLD\ndb1 ssh-ed25519 KEPT\n");
    host.write("ssh-true", `grep -q '^web1 ' "${known}" || exit 0; echo 'Host key verification failed.' >&2; exit 255`);
    await steps({ steps: ["ssh"] });
    expect(readFileSync(known, "utf8")).toBe("db1 ssh-ed25519 KEPT\n");
    writeFileSync(known, "db1 ssh-ed25519 KEPT\n");
    host.write("ssh-true", "echo 'Host key verification failed.' >&2; exit 255");
    await expect(steps({ steps: ["ssh"] }, 0)).rejects.toMatchObject({ problems: [{ code: "LW3003" }] });
    expect(existsSync(known)).toBe(true);
  });

  test("cloud-init that failed is told with what it says; complaints of some part are none", async () => {
    host.write("ssh-cloud-init", 'echo "status: error"; echo "detail: module  runcmd failed" >&2; exit 1');
    await expect(steps()).rejects.toMatchObject({ problems: [{ code: "LW3004", values: { machine: "web1", why: { en: "status: error detail: module runcmd failed" } } }] });
    host.write("ssh-cloud-init", "exit 2");
    await steps({ steps: ["cloud-init"] });
  });

  test("connections that break while a machine sets itself up are made again, for as long as told", async () => {
    const once = (marker: string): string => `[ -e "$FAKE_DIR/${marker}" ] || { touch "$FAKE_DIR/${marker}"; echo "kex_exchange_identification: read: Connection reset by peer" >&2; exit 255; }`;
    host.write("ssh-cloud-init", once("reset"));
    host.write("bin/sudo", `#!/bin/sh\n${once("refused")}\nshift\nexec "$@"\n`);
    chmodSync(join(host.directory, "bin/sudo"), 0o755);
    await steps();
    expect(["reset", "refused"].map((marker) => existsSync(join(host.directory, marker)))).toEqual([true, true]);
    expect(hostsFile()).toBe(`127.0.0.1 localhost\n${BLOCK}`);
    host.write("ssh-cloud-init", "echo 'Connection refused' >&2; exit 255");
    await expect(steps({}, 0)).rejects.toMatchObject({ problems: [{ code: "LW3004", values: { why: { en: "Connection refused" } } }] });
  });

  test("a hosts file that cannot be written is told", async () => {
    host.write("bin/mktemp", "#!/bin/sh\necho 'read-only file system' >&2; exit 1\n");
    chmodSync(join(host.directory, "bin/mktemp"), 0o755);
    await expect(steps({ steps: ["hosts"] })).rejects.toMatchObject({ problems: [{ code: "LW3005", values: { step: "hosts", why: { en: "read-only file system" } } }] });
  });

  test("written by a newer labwright are refused, not guessed at", async () => {
    await expect(steps({ apiVersion: "labwright/v2" as "labwright/v1" })).rejects.toMatchObject({ problems: [{ code: "LW4011" }] });
    expect(host.log).toEqual([]);
  });
});
