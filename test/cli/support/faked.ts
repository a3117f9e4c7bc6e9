import type { LabSpec } from "../../../constructs/spec/lab-spec";
import { FakeHost } from "../../engines/support/fake-host";
import { demoSpec } from "./lab";
import { CommandLine } from "./run-main";

/** A command line, the faked host that its labs run on, and a lab there. */
export interface Faked {
  readonly line: CommandLine;
  readonly host: FakeHost;
  readonly spec: LabSpec;
}

export interface FakedOptions {
  /** More of the project's configuration than where the host keeps its storage. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Commands of the host that are faked otherwise. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** A configuration that leaves nothing to ask of the host. */
export const KNOWN_FACTS = { engine: "libvirt", accelerator: "tcg", ovsDatapath: "system" };

/** Gives each test of a file a command line and a faked host of its own, and clears them away after it. */
export function eachTestFaked(use: (made: Faked) => void, { config, scripts }: FakedOptions = {}): void {
  let made: Faked;
  beforeEach(() => {
    const host = new FakeHost(scripts);
    made = { line: new CommandLine(), host, spec: demoSpec(host.directory) };
    made.line.configure({ engine: "libvirt", storagePath: host.directory, ...config });
    use(made);
  });
  afterEach(() => {
    made.host.close();
    made.line.close();
  });
}
