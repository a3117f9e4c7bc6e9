import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contextKeys } from "../../../constructs/core/context";
import { API_VERSION, type LabSpec } from "../../../constructs/spec/lab-spec";
import { Project } from "../../../engines/project/project";
import type { RegisteredLab } from "../../../engines/project/registry";
import { build, parseTarget } from "../../../engines/synth/target";
import { LabStack } from "../../../stacks/lab-stack";
import type { FakeHost } from "../../engines/support/fake-host";
import type { CommandLine } from "./run-main";

const GOLDEN = join(__dirname, "../../chapters/golden/docker-cloud-4-access/labspec.json");

/** A chapter's lab of three machines and two networks, its storage in a folder of the test. */
export function demoSpec(storagePath: string): LabSpec {
  const spec = JSON.parse(readFileSync(GOLDEN, "utf8")) as LabSpec;
  return { ...spec, host: { ...spec.host, storagePath } };
}

/** The chapter's lab as `up` knows it in a project whose configuration says this instance. */
export function specIn(line: CommandLine, instance: string): LabSpec {
  const target = parseTarget("docker-cloud/4:access", undefined, line.directory);
  const { stacks } = build(target, { host: { given: "local", props: {} }, context: { [contextKeys.instance]: instance }, outdir: join(line.root, "built") });
  const [stack] = stacks;
  if (!LabStack.isLabStack(stack)) throw new TypeError("the chapter has one lab");
  return stack.spec();
}

/** Lets a lab be known as up, as `up` leaves it. */
export function register(line: CommandLine, spec: LabSpec, more: Partial<RegisteredLab> = {}): RegisteredLab {
  const lab: RegisteredLab = {
    apiVersion: API_VERSION, engine: "libvirt", target: "docker-cloud/4:access", stackId: "docker-cloud-4-access",
    project: line.directory, since: "2026-01-02T03:04:05.000Z", spec, ...more,
  };
  line.registry.save(lab);
  const key = join(new Project(lab.project).makeLabDirectory(lab.stackId), "id_ed25519");
  writeFileSync(key, "private\n");
  writeFileSync(`${key}.pub`, "ssh-ed25519 AAAA labwright\n");
  return lab;
}

/** Puts everything of a lab on a faked host, with its marks. */
export function putLab(host: FakeHost, spec: LabSpec): void {
  for (const { hostName } of spec.machines) host.put("domains", hostName, spec.id);
  for (const { hostName } of spec.networks) host.put("networks", hostName, spec.id);
  for (const { hostName } of spec.bridges) host.putBridge(hostName, spec.id);
  host.putPool(`lw-${spec.id}-pool`, spec.machines.map(({ name }) => `${name}.qcow2`));
}
