import { gzipSync } from "node:zlib";
import { Image } from "../../../constructs/image/image";
import type { CloudConfig } from "../../../constructs/machine/cloud-init";
import { Machine } from "../../../constructs/machine/machine";
import { problemsOf, synthLab } from "../../support/synth";

const image = Image.debian12();
// Put together here, so that no scanner takes this file for a leak.
const pem = (kind: string): string => `-----BEGIN ${kind}-----\nMIIEvQ\n-----END ${kind}-----\n`;
const RSA = pem(["RSA", "PRIVATE", "KEY"].join(" "));
const HASH = ["", "6", "saltsalt", "x".repeat(40)].join("$");
const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");

const found = (part: CloudConfig): unknown[] => problemsOf((lab) => new Machine(lab, "web", { image }).addCloudConfig(part)).map(({ code, values }) => [code, values["given"]]);

describe("a password is refused", () => {
  test.each<[string, CloudConfig, string]>([
    ["of the default user", { password: "ubuntu" }, "`password`"],
    ["of a user", { users: ["default", { name: "ann", passwd: HASH }] }, "`users.1.passwd`"],
    ["of a user in plain text", { users: [{ name: "ann", plain_text_passwd: "x" }] }, "`users.0.plain_text_passwd`"],
    ["of a user as a hash", { users: [{ name: "ann", hashed_passwd: "x" }] }, "`users.0.hashed_passwd`"],
    ["of several users", { chpasswd: { list: "root:x" } }, "`chpasswd`"],
    ["of a repository", { yum_repos: { a: { password: "x" } } }, "`yum_repos.a.password`"],
    ["of a subscription", { rh_subscription: { username: "a", "activation-key": "x" } }, "`rh_subscription.activation-key`"],
    ["in a command", { runcmd: ["echo root:x | chpasswd"] }, "a password in `runcmd.0`"],
    ["in a command's words", { bootcmd: [["sh", "-c", "useradd -m -p x ann"]] }, "a password in `bootcmd.0.2`"],
    ["hashed, in a file", { write_files: [{ path: "/etc/shadow", content: `root:${HASH}:1::::::` }] }, "a password hash in `write_files.0.content`"],
  ])("%s", (_name, part, given) => {
    expect(found(part)).toEqual([["LW1061", given]]);
  });
});

describe("a private key is refused", () => {
  test.each([["RSA PRIVATE KEY"], ["PRIVATE KEY"], ["OPENSSH PRIVATE KEY"], ["ENCRYPTED PRIVATE KEY"], ["EC PRIVATE KEY"], ["PGP PRIVATE KEY BLOCK"]])("of kind %s", (kind) => {
    expect(found({ write_files: [{ path: "/k", content: pem(kind) }] })).toEqual([["LW1061", "a private key in `write_files.0.content`"]]);
  });

  test.each<[string, CloudConfig]>([
    ["in the middle of a text", { write_files: [{ path: "/k", content: `a\n  ${RSA}` }] }],
    ["in base64", { write_files: [{ path: "/k", encoding: "b64", content: base64(RSA) }] }],
    ["in base64, packed", { write_files: [{ path: "/k", encoding: "gz+b64", content: base64(gzipSync(RSA)) }] }],
    ["in a command", { runcmd: [["tee", "/k", RSA]] }],
    ["deep inside", { a: [{ b: { c: [RSA] } }] }],
  ])("%s", (_name, part) => {
    expect(found(part)).toMatchObject([["LW1061", expect.stringContaining("a private key in `")]]);
  });

  test("as the machine's own host key", () => {
    expect(found({ ssh_keys: { rsa_private: "x" } })).toEqual([["LW1061", "`ssh_keys`"]]);
  });

  test("of WireGuard", () => {
    expect(found({ write_files: [{ path: "/etc/wireguard/wg0.conf", content: `[Interface]\nPrivateKey = ${"A".repeat(43)}=\n` }] })).toEqual([["LW1061", "a WireGuard key in `write_files.0.content`"]]);
  });
});

describe("a token is refused", () => {
  test.each<[string, CloudConfig, string]>([
    ["of Ubuntu Pro", { ubuntu_pro: { token: "x" } }, "`ubuntu_pro.token`"],
    ["of a cluster", { runcmd: ["kubeadm join 10.0.0.1:6443 --token abc.def"] }, "a token in `runcmd.0`"],
    ["of K3s", { runcmd: ["K3S_TOKEN=abc k3s agent"] }, "a token in `runcmd.0`"],
  ])("%s", (_name, part, given) => {
    expect(found(part)).toEqual([["LW1061", given]]);
  });
});

describe("what is no secret is taken", () => {
  test.each<[string, CloudConfig]>([
    ["a locked user", { users: [{ name: "ann", lock_passwd: true }], ssh_pwauth: false }],
    ["a public key", { ssh_authorized_keys: ["ssh-ed25519 AAAAC3 ann"], write_files: [{ path: "/a.pem", content: pem("PUBLIC KEY") + pem("CERTIFICATE") }] }],
    ["a repository's signing key", { apt: { sources: { a: { source: "deb x", key: pem("PGP PUBLIC KEY BLOCK") } } } }],
    ["shell variables", { runcmd: ["echo $1 $HOME $5 $(id)", "useradd -m ann", "kubeadm join --config /etc/join.yaml"] }],
    ["prose about passwords", { write_files: [{ path: "/etc/motd", content: "Your password is asked for by sudo." }] }],
  ])("%s", (_name, part) => {
    expect(found(part)).toEqual([]);
  });
});

describe("wherever it comes in", () => {
  test("by files, commands or parts", () => {
    for (const cloudInit of [{ files: [{ path: "/k", content: RSA }] }, { commands: ["echo a:b | chpasswd"] }, { parts: [{ password: "x" }] }]) {
      expect(problemsOf((lab) => new Machine(lab, "web", { image, cloudInit })).map(({ code }) => code)).toEqual(["LW1061"]);
    }
  });

  test("by Ignition's files and units", () => {
    const core = Image.flatcar({ allowUnpinned: true });
    for (const ignition of [{ files: [{ path: "/k", content: RSA }] }, { units: [{ name: "a.service", contents: `ExecStart=useradd -p x ann` }] }]) {
      expect(problemsOf((lab) => new Machine(lab, "core1", { image: core, ignition })).map(({ code }) => code)).toEqual(["LW1061"]);
    }
  });

  test("the message does not repeat it", () => {
    expect(() => synthLab((lab) => void new Machine(lab, "web", { image, cloudInit: { parts: [{ password: "hunter2" }] } }))).toThrow(/LW1061/);
    expect(() => synthLab((lab) => void new Machine(lab, "web", { image, cloudInit: { parts: [{ password: "hunter2" }] } }))).not.toThrow(/hunter2/);
  });
});
