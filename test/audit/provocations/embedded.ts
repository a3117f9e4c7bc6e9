import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../../constructs/core/lab-error";
import type { LabSpec } from "../../../constructs/spec/lab-spec";
import { LabFiles } from "../../../engines/embedded/lab-files";
import { LabNetwork } from "../../../engines/embedded/lab-network";
import { LabProcesses } from "../../../engines/embedded/lab-processes";
import { makeDisks } from "../../../engines/embedded/machine-disks";
import { refuseUnmapped } from "../../../engines/embedded/network-plan";
import { needEmulator } from "../../../engines/embedded/preflight";
import { register, specIn } from "../../cli/support/lab";
import { CommandLine, problemsOf } from "../../cli/support/run-main";
import { lab, machine, network } from "../../doctor/support/labs";
import { withFakeHost, type FakeHost } from "../../engines/support/fake-host";

/** The networks of a lab, with a QEMU that is a script and a labwright that is not there. */
function startNetwork({ directory }: FakeHost, spec: LabSpec, emulator: string): Promise<void> {
  const files = new LabFiles(join(directory, "lab"), join(directory, "run"));
  for (const folder of [files.directory, files.runtime]) mkdirSync(folder);
  return new LabNetwork({ spec, files, processes: new LabProcesses(files), emulator: { path: emulator, version: "7.2.0" }, labwright: ["/nowhere/labwright"] }).start();
}

async function otherEngine(): Promise<readonly Problem[]> {
  const line = new CommandLine();
  try {
    line.configure({ instance: "here" });
    register(line, specIn(line, "here"), { engine: "embedded", runtime: join(line.root, "run") });
    return problemsOf(await line.run(["plan", "docker-cloud/4:access", "--engine", "libvirt", "--json"]));
  } finally {
    line.close();
  }
}

/** One for each code of the embedded engine. QEMU and qemu-img are faked. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW2091: () => refuseUnmapped(lab({ networks: [network({ kind: "routed" })] })),
  LW2092: () => withFakeHost({ "qemu-system-x86_64": "echo 'QEMU emulator version 7.1.0'", "qemu-img": "exit 0" }, () => needEmulator("x86_64", "local").then(() => undefined)),
  LW4040: otherEngine,
  LW3020: () => withFakeHost({ "qemu-img": "echo 'qemu-img: no space left on device' >&2; exit 1" }, async (host) => {
    const files = new LabFiles(host.directory, host.directory).machine("box");
    mkdirSync(files.directory, { recursive: true });
    await makeDisks(machine(), files, undefined);
  }),
  LW3022: () => withFakeHost({ qemu: "exit 0" }, (host) => startNetwork(host, lab(), join(host.directory, "bin/qemu"))),
};
