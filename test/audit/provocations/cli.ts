import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../../constructs/core/lab-error";
import { extendLock } from "../../../engines/images/lock";
import { lock } from "../../../engines/project/lock";
import { Project } from "../../../engines/project/project";
import { ensureSshKey } from "../../../engines/project/ssh-key";
import { demoSpec, register } from "../../cli/support/lab";
import { CommandLine, problemsOf } from "../../cli/support/run-main";
import { withFakeHost } from "../../engines/support/fake-host";

/** The problems a command line ends with, in a project that `prepare` made. Nothing of this machine is called: the commands are faked. */
function told(argv: readonly string[], prepare: (line: CommandLine) => void = () => undefined): Promise<readonly Problem[]> {
  return withFakeHost({}, async () => {
    const line = new CommandLine();
    try {
      prepare(line);
      return problemsOf(await line.run([...argv, "--json"]));
    } finally {
      line.close();
    }
  });
}

const TWO_LABS = `const { LabStack } = require(${JSON.stringify(join(__dirname, "../../../index"))});
module.exports = (app, { host }) => { for (const id of ["a", "b"]) new LabStack(app, id, { host }); };`;

const oneLab = (line: CommandLine): void => void register(line, demoSpec(line.root));

/** One for each code of the command line and its configuration. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW4001: () => told(["synth", "./nowhere.ts"]),
  LW4002: () => told(["down"]),
  LW4003: () => told(["down", "pinnacle/14"], oneLab),
  LW4004: () => told(["ssh", "docker-cloud/4", "web9"], oneLab),
  LW4005: () => told(["synth", "./lab.js"], ({ directory }) => writeFileSync(join(directory, "lab.js"), "module.exports = 42;\n")),
  LW4006: () => told(["down"], oneLab),
  LW4008: () => told(["synth", "--all", "--variant", "small"]),
  LW4010: () => told(["list"], ({ directory }) => writeFileSync(join(directory, "labwright.config.json"), '{ "hots": "local" }')),
  LW4011: () => {
    const line = new CommandLine();
    const file = join(line.root, "labwright.lock");
    writeFileSync(file, '{ "apiVersion": "labwright/v2" }');
    try {
      extendLock(file, {});
    } finally {
      line.close();
    }
  },
  LW4012: () => told(["ssh", "docker-cloud/4", "web1"], (line) => {
    const spec = demoSpec(line.root);
    register(line, { ...spec, machines: spec.machines.map((machine) => ({ ...machine, ssh: undefined })) });
  }),
  LW4013: () => told(["graph", "./lab.js"], ({ directory }) => writeFileSync(join(directory, "lab.js"), TWO_LABS)),
  LW4014: () => told(["synth", "./lab.js", "--stack", "c"], ({ directory }) => writeFileSync(join(directory, "lab.js"), TWO_LABS)),
  LW4015: () => told(["manifests", "docker-cloud/4"]),
  LW4024: () => told(["synth", "docker-cloud/4", "--out", "file/out"], ({ directory }) => writeFileSync(join(directory, "file"), "")),
  LW4023: () => told(["ssh", "docker-cloud/4", "web1"], (line) => {
    const { project, stackId } = register(line, demoSpec(line.root));
    rmSync(new Project(project).labDirectory(stackId), { recursive: true });
  }),
  LW4022: () => told(["down", "--yes"], (line) => {
    const { project, stackId } = register(line, demoSpec(line.root));
    lock(new Project(project).lockOf(stackId), stackId);
  }),
  LW4020: () => withFakeHost({ "ssh-keygen": "echo 'no entropy' >&2; exit 1" }, (host) => ensureSshKey(host.directory, "demo")),
  LW4021: () => withFakeHost({}, (host) => ensureSshKey(host.directory, "demo", join(host.directory, "absent"))),
};
