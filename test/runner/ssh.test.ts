import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetHostKey, sshArguments, sshOptions } from "../../engines/runner/ssh";

describe("ssh to a machine", () => {
  const target = { machine: "web1", user: "debian", address: "10.0.0.5", privateKeyFile: "/labs/x/id_ed25519" };

  test("uses the lab's key and known hosts, and nobody's agent", () => {
    const words = sshArguments(target);
    expect(words).toEqual(expect.arrayContaining(["-i", "/labs/x/id_ed25519", "IdentitiesOnly=yes", "UserKnownHostsFile=/labs/x/known_hosts", "debian@10.0.0.5"]));
    expect(words.join(" ")).not.toContain("ProxyJump");
  });

  test("keeps host keys by machine name, unhashed, so that they can be forgotten", () => {
    expect(sshOptions(target)).toMatchObject({ HostKeyAlias: "web1", HashKnownHosts: "no", StrictHostKeyChecking: "accept-new" });
  });

  test("goes through the KVM host where the machine is on another one", () => {
    expect(sshArguments({ ...target, jump: "ci@kvm1" })).toContain("ProxyJump=ci@kvm1");
  });

  test("forgets one machine's key and keeps the others'", () => {
    const directory = mkdtempSync(join(tmpdir(), "known-hosts-"));
    const key = join(directory, "id_ed25519");
    writeFileSync(join(directory, "known_hosts"), "web1 ssh-ed25519 AAAA\nweb10 ssh-ed25519 BBBB\nweb1 ecdsa CCCC\n");
    forgetHostKey(key, "web1");
    expect(readFileSync(join(directory, "known_hosts"), "utf8")).toBe("web10 ssh-ed25519 BBBB\n");
    rmSync(directory, { recursive: true });
    expect(() => forgetHostKey(key, "web1")).not.toThrow();
  });
});
