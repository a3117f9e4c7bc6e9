import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../../constructs/core/lab-error";
import { Image } from "../../../constructs/image/image";
import type { StepFile } from "../../../constructs/spec/step-file";
import { fetchImage } from "../../../engines/images/fetch";
import { LibvirtEngine } from "../../../engines/libvirt/libvirt-engine";
import { RunLog } from "../../../engines/project/run-log";
import { runSteps } from "../../../engines/runner/runner";
import { Terraform } from "../../../engines/terraform/terraform";
import { demoSpec, putLab, register } from "../../cli/support/lab";
import { CommandLine, problemsOf } from "../../cli/support/run-main";
import { DENYING_LS, withFakeHost, type FakeHost } from "../../engines/support/fake-host";

const steps: StepFile = {
  apiVersion: "labwright/v1", lab: "demo", machine: "web1", domain: "lw-x-web1", uri: "qemu:///system", user: "debian", address: "192.0.2.9", steps: ["ssh", "cloud-init", "hosts"],
};

function terraformOn(host: FakeHost, signal?: AbortSignal): Terraform {
  return new Terraform({ binary: host.terraform, directory: host.directory, log: new RunLog(host.directory), signal });
}

/** Runs the steps of a machine where ssh is a script. */
function withFakedSsh(ssh: string, timeoutMs = 5000): Promise<void> {
  return withFakeHost({ ssh: `for command; do :; done\n${ssh}` }, (host) =>
    runSteps(steps, { privateKeyFile: join(host.directory, "id_ed25519"), hosts: "", timeoutMs, onProgress: () => undefined }));
}

function abortedRun(): Promise<void> {
  const aborted = AbortSignal.abort();
  return withFakeHost({}, (host) => terraformOn(host, aborted).init());
}

function failedApply(): Promise<void> {
  return withFakeHost({}, (host) => {
    const diagnostic = { type: "diagnostic", diagnostic: { severity: "error", summary: "no space left on device" } };
    host.write("terraform-apply", `echo '${JSON.stringify(diagnostic)}'; exit 1`);
    return terraformOn(host).apply("plan", 10);
  });
}

/** A plan or an apply that fails with what the step of a data disk says. */
function diskSaid(command: "plan" | "apply", detail: string): Promise<void> {
  return withFakeHost({}, (host) => {
    host.write(`terraform-${command}`, `echo '${JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary: "failed", detail } })}'; exit 1`);
    return command === "plan" ? terraformOn(host).plan("x").then(() => undefined) : terraformOn(host).apply("x", 1);
  });
}

/** `labwright down` on a faked host with a machine that does not go. */
function somethingLeft(): Promise<readonly Problem[]> {
  return withFakeHost({}, async (host) => {
    const line = new CommandLine();
    try {
      const spec = demoSpec(host.directory);
      putLab(host, spec);
      host.write("refuse", `${spec.machines[0]?.hostName ?? ""}\n`);
      register(line, spec);
      return problemsOf(await line.run(["down", "--yes", "--json"]));
    } finally {
      line.close();
    }
  });
}

/** A lab's engine on a faked host that has all of the lab. */
function engineOn(host: FakeHost): LibvirtEngine {
  const spec = demoSpec(host.directory);
  putLab(host, spec);
  host.write("cdk.tf.json", "{}");
  host.write("terraform-show-plan", "echo '{}'");
  return new LibvirtEngine({
    spec, stackId: "demo", target: "demo", labDirectory: host.directory, workspace: host.directory, stateFile: join(host.directory, "tfstate"),
    terraform: host.terraform, privateKeyFile: join(host.directory, "id_ed25519"), log: new RunLog(host.directory),
  });
}

/** `labwright image prune` where a domain's disk cannot be looked at. */
async function unreadableVolume(host: FakeHost): Promise<readonly Problem[]> {
  const line = new CommandLine();
  try {
    mkdirSync(join(host.directory, "labwright"));
    for (const name of ["a.qcow2", "a.qcow2.digest"]) host.write(join("labwright", name), "x");
    host.write("domains/vm", "<domain><source file='/srv/secret.qcow2'/></domain>");
    line.configure({ storagePath: host.directory });
    return problemsOf(await line.run(["image", "prune", "--yes", "--json"]));
  } finally {
    line.close();
  }
}

/** One for each code of a run. Terraform, virsh and ssh are faked. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW2080: () => withFakeHost({ ls: DENYING_LS }, unreadableVolume),
  LW2081: () => diskSaid("plan", "labwright: LW2081 web/data has 10 GiB, and 5 GiB is less"),
  LW2082: () => diskSaid("apply", "Error running command: exit status 31. Output: labwright: LW2082 web/data: error: disk is full"),
  LW3001: failedApply,
  LW3002: abortedRun,
  LW3003: () => withFakedSsh("exit 255", 0),
  LW3004: () => withFakedSsh('case "$command" in *cloud-init*) echo "status: error"; exit 1;; esac'),
  LW3005: () => withFakedSsh('case "$command" in *mktemp*) echo "read-only file system" >&2; exit 1;; esac'),
  LW3006: somethingLeft,
  LW3011: () => withFakeHost({}, async (host) => void (await engineOn(host).plan(() => undefined))),
  LW3012: () => withFakeHost({}, async (host) => {
    const engine = engineOn(host);
    host.write("terraform-destroy", "echo 'Error: no credentials'; exit 1");
    host.write("terraform-state", "echo aws_s3_bucket.b");
    await engine.down(() => undefined);
  }),
  LW3010: () => withFakeHost({}, (host) => {
    const imagePath = join(host.directory, "images");
    mkdirSync(imagePath);
    return fetchImage({ imagePath }, Image.fromFile("/nowhere/disk.qcow2").resolve("x86_64"), { onProgress: () => undefined });
  }),
};
