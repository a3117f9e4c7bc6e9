import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { labConfigurationOf, sshThroughLabs } from "../../engines/project/ssh-through-labs";

const hasSsh = spawnSync("ssh", ["-V"]).status === 0;
if (!hasSsh) process.stdout.write("SKIPPED ssh through labs: no ssh on this machine\n");

let directory = "";
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "labwright-ssh-")), "a folder", ".labwright");
  mkdirSync(join(directory, "outer"), { recursive: true });
  writeFileSync(join(directory, "outer", "ssh_config"), "Host kvm lw-0123-kvm\n  HostName 10.66.0.11\n  User debian\n");
});
afterEach(() => rmSync(join(directory, "../.."), { recursive: true, force: true }));

(hasSsh ? test : test.skip)("ssh and what calls it know a lab's machines, other hosts stay what they were", () => {
  const path = process.env["PATH"] ?? "";
  const folder = sshThroughLabs(directory, path);
  const ask = (host: string): string => spawnSync("ssh", ["-G", host], { encoding: "utf8", env: { ...process.env, PATH: [folder, path].join(delimiter) } }).stdout;
  expect(ask("lw-0123-kvm")).toMatch(/^user debian$[^]*^hostname 10\.66\.0\.11$/m);
  const plain = spawnSync("ssh", ["-G", "somewhere.else"], { encoding: "utf8" }).stdout;
  expect(ask("somewhere.else")).toBe(plain);
});

test("made again, it calls the real ssh and not itself", () => {
  const fake = join(directory, "fake");
  mkdirSync(fake);
  writeFileSync(join(fake, "ssh"), '#!/bin/sh\necho "real $*"\n', { mode: 0o755 });
  const path = [fake, process.env["PATH"]].join(delimiter);
  const folder = sshThroughLabs(directory, path);
  expect(sshThroughLabs(directory, [folder, path].join(delimiter))).toBe(folder);
  expect(spawnSync(join(folder, "ssh"), ["host"], { encoding: "utf8" }).stdout).toBe(`real -F ${join(directory, "ssh_config")} host\n`);
  expect(statSync(join(directory, "ssh_config")).mode & 0o777).toBe(0o600);
});

test("the lab of a machine is found by the machine's whole name", () => {
  expect(labConfigurationOf(directory, "lw-0123-kvm")).toBe(join(directory, "outer", "ssh_config"));
  for (const other of ["lw-0123", "10.66.0.11", "Host", ""]) expect(labConfigurationOf(directory, other)).toBeUndefined();
  expect(labConfigurationOf(join(directory, "absent"), "kvm")).toBeUndefined();
});
