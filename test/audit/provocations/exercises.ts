import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../../../constructs/core/lab-error";
import { LabFiles } from "../../../engines/embedded/lab-files";
import { Project } from "../../../engines/project/project";
import { register } from "../../cli/support/lab";
import { CommandLine, problemsOf } from "../../cli/support/run-main";
import { golden } from "../../embedded/support/lab";
import { withFakeHost } from "../../engines/support/fake-host";

interface Up {
  /** What `ssh` does, which is a script. */
  readonly ssh?: string;
  readonly target?: string;
  readonly engine?: "libvirt" | "embedded";
  readonly prepare?: (files: LabFiles) => void;
}

/** What a command line says of a lab that is known as up. Nothing runs: virsh and ssh are faked, and nobody listens for QEMU's monitor. */
function told(argv: readonly string[], { ssh = "exit 255", target = "pinnacle/7:box", engine = "libvirt", prepare }: Up = {}): Promise<readonly Problem[]> {
  return withFakeHost({ ssh }, async () => {
    const line = new CommandLine();
    try {
      const stackId = target.startsWith("pinnacle/7") ? "pinnacle-7" : "pinnacle-14";
      const runtime = join(line.root, "run");
      register(line, golden(stackId), { target, stackId, engine, runtime });
      const files = new LabFiles(join(new Project(line.directory).labDirectory(stackId), "embedded"), runtime);
      prepare?.(files);
      return problemsOf(await line.run([...argv, "--yes", "--json"]));
    } finally {
      line.close();
    }
  });
}

const ofOtherShape = ({ snapshots }: LabFiles): void => {
  mkdirSync(dirname(snapshots), { recursive: true });
  writeFileSync(snapshots, JSON.stringify([{ name: "old", created: "2026-01-02T03:04:05.000Z", isOfThisShape: true, key: "of other machines" }]));
};

/** One for each code of exercises and snapshots. */
export const provocations: Record<string, () => unknown | Promise<unknown>> = {
  LW3040: () => told(["verify"], { ssh: "echo 'ssh: connect to host 10.20.28.11 port 22: No route to host' >&2; exit 255" }),
  LW3041: () => told(["solve", "1"], { ssh: "printf 'cp: cannot stat /bin/busybox\\nmount: permission denied\\n' >&2; exit 1" }),
  LW3042: () => told(["snapshot", "save", "one"], { engine: "embedded" }),
  LW3043: () => told(["snapshot", "restore", "none"], { engine: "embedded" }),
  LW3044: () => told(["snapshot", "restore", "old"], { engine: "embedded", prepare: ofOtherShape }),
  LW4041: () => told(["next"], { target: "pinnacle/14:bridge" }),
  LW4042: () => told(["next", "99"]),
  LW4043: () => told(["snapshot", "save", "a/b"]),
};
