import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { redact, RunLog } from "../../engines/project/run-log";

const letters = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...alphabet), { minLength, maxLength }).map((parts) => parts.join(""));
const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const secret = letters(`${ALNUM}+/!$%`, 12, 40);
const noise = fc.string({ maxLength: 30 }).filter((text) => !/["'\\]|PRIVATE|--/.test(text));
const body = fc.array(letters(`${ALNUM}+/`, 64, 70), { minLength: 1, maxLength: 40 });
const label = fc.constantFrom("", "RSA ", "OPENSSH ", "EC ", "ENCRYPTED ");

/** Ways in which a password gets into what programs print. */
const WRITTEN: readonly ((value: string) => string)[] = [
  (value) => `password=${value}`, (value) => `Password: ${value}`, (value) => JSON.stringify({ password: value }), (value) => `{'passwd': '${value} with words'}`,
  (value) => JSON.stringify({ "@message": JSON.stringify({ password: `${value} and more` }) }), (value) => JSON.stringify({ m: JSON.stringify({ m: JSON.stringify({ api_key: value }) }) }),
  (value) => `token = "${value}"`, (value) => `vnc_passwd: '${value}'`, (value) => `kubeadm join --token ${value} --x`, (value) => `curl https://user:${value.replaceAll("/", "")}@example.org/`,
  (value) => `Authorization: Bearer ${value.replace(/[!$%]/g, "x")}`, (value) => `TF_VAR_secret=${value}`, (value) => JSON.stringify({ secret: `quote " ${value}` }), (value) => `passphrase: ${value}`,
];

describe("redaction", () => {
  test("no password or token survives, however it is written and whatever stands around it", () => {
    fc.assert(fc.property(secret, fc.constantFrom(...WRITTEN), noise, noise, (value, write, before, after) => {
      const text = `${before} ${write(value)} ${after}`;
      for (const form of [value, value.replaceAll("/", ""), value.replace(/[!$%]/g, "x")]) if (text.includes(form)) expect(redact(text)).not.toContain(form);
    }), { numRuns: 500 });
  });

  test("no private key survives, on one line or over many, escaped or not, finished or cut off", () => {
    fc.assert(fc.property(label, body, fc.constantFrom("\n", "\\n", "\\\\n", "\r\n"), fc.boolean(), (kind, lines, end, finished) => {
      const key = [`-----BEGIN ${kind}PRIVATE KEY-----`, ...lines, ...(finished ? [`-----END ${kind}PRIVATE KEY-----`] : [])].join(end);
      const text = redact(`before ${key}`);
      expect(text.startsWith("before ")).toBe(true);
      for (const line of lines) expect(text).not.toContain(line);
    }), { numRuns: 200 });
  });

  test("takes a bootstrap token and a JSON web token for what they are", () => {
    expect(redact("use abcdef.0123456789abcdef now")).toBe("use [token] now");
    expect(redact("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl")).toBe("jwt [token]");
  });

  test.each([
    "$ terraform apply -json -parallelism=10 labwright.tfplan", "virsh undefine lw-abc-web1: error: Domain not found", "http://127.0.0.1:8080/x@y", "the password is asked for",
    "https://cloud.debian.org/images/cloud/bookworm/20260712-2537/debian-12-genericcloud-amd64.qcow2", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexample labwright demo",
  ])("leaves %j as it is", (text) => expect(redact(text)).toBe(text));
});

describe("a run's log", () => {
  let directory = "";
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "labwright-log-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  test("is the user's alone, a line each with its time", () => {
    const log = new RunLog(directory);
    log.write("first");
    log.write("password=hunter2");
    expect(readFileSync(log.file, "utf8")).toMatch(/^\d{4}-\d\d-\d\dT\S+Z first\n\S+Z password=\[redacted\]\n$/);
    expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  test("holds no key that comes line by line, and goes on after it", () => {
    fc.assert(fc.property(label, body, fc.boolean(), (kind, lines, finished) => {
      const log = new RunLog(directory);
      const all = [`-----BEGIN ${kind}PRIVATE KEY-----`, ...lines, ...(finished ? [`-----END ${kind}PRIVATE KEY-----`] : [])];
      all.forEach((line) => log.write(line));
      const text = readFileSync(log.file, "utf8");
      for (const line of lines) expect(text).not.toContain(line);
      if (finished) {
        log.write("afterwards");
        expect(readFileSync(log.file, "utf8")).toContain("afterwards");
      }
    }), { numRuns: 50 });
  });

  test("is not silent for ever after a key that never ends", () => {
    const log = new RunLog(directory);
    log.write("-----BEGIN PRIVATE KEY-----");
    for (let line = 0; line < 301; line++) log.write(`line ${line}`);
    expect(readFileSync(log.file, "utf8")).toContain("line 300");
  });
});
