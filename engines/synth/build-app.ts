import { App } from "cdktf";
import { LabError } from "../../constructs/core/lab-error";
import { KvmHost, type KvmHostProps } from "../../constructs/host/kvm-host";
import { HostStack } from "../../stacks/host-stack";
import { LabStack } from "../../stacks/lab-stack";

/** A host as the user names it. No construct yet: a lab file is built with the library's constructs, not the program's. */
export interface HostChoice {
  readonly given: string;
  readonly props: KvmHostProps;
}

export interface BuildOptions {
  readonly host: HostChoice;
  readonly context: Readonly<Record<string, unknown>>;
  readonly outdir: string;
}

export interface Built {
  /** What the user named. */
  readonly id: string;
  readonly app: App;
  readonly stacks: readonly LabStack[];
  /** Hosts that are prepared for labs. */
  readonly hosts: readonly HostStack[];
}

/**
 * Declares labs in an app of their own.
 * @throws LabError LW4005 where none is declared, and every problem of the labs
 */
export function buildApp(id: string, options: BuildOptions, declare: (app: App, host: KvmHost) => unknown): Built {
  const app = new App({ outdir: options.outdir, context: { ...options.context } });
  declare(app, KvmHost.parse(options.host.given, options.host.props));
  const stacks = app.node.children.filter(LabStack.isLabStack);
  const hosts = app.node.children.filter(HostStack.isHostStack);
  if (stacks.length + hosts.length === 0) throw LabError.of("LW4005", { file: id, why: { en: "it declares no LabStack in the app it was given", zh: "它没有在所给的 App 中声明 LabStack" } });
  const problems = [...hosts.flatMap((stack) => stack.findProblems()), ...stacks.flatMap((stack) => stack.lab.findProblems())];
  if (problems.length > 0) throw new LabError(problems);
  return { id, app, stacks, hosts };
}
