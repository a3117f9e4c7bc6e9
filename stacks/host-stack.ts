import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Checker } from "../constructs/core/checker";
import { contextKeys, contextValue, type Mirrors } from "../constructs/core/context";
import { knownByMark } from "../constructs/core/known-by-mark";
import { formatProblem, type Problem } from "../constructs/core/lab-error";
import { contentHash, shortHash } from "../constructs/core/naming";
import { rules, sizeLike } from "../constructs/core/rules";
import { Size } from "../constructs/core/size";
import { STACK_ID, STACK_ID_RULE } from "../constructs/core/stack-id";
import type { Language } from "../constructs/core/text";
import { KvmHost } from "../constructs/host/kvm-host";
import { hostSteps, type HostPlan } from "../constructs/host/prepare";
import { escapeTemplate } from "../constructs/terraform/host-command";
import { TerraformData } from "../constructs/terraform/terraform-data";
import { overrideBackend, type BackendContext } from "./backend";

export interface HostBridgeProps {
  /** Name of the Linux bridge, at most 15 characters. @default br0 */
  readonly name?: string;
  /** The NIC that becomes its port, and whose addresses it takes over. */
  readonly nic: string;
  /**
   * Seconds in which a new SSH connection has to confirm the change; otherwise the host goes back by itself. 10-600.
   * @default 60
   */
  readonly confirmSeconds?: number;
}

export interface HostOvsBridgeProps {
  /** Name of the OVS bridge, at most 15 characters. @default ovsbr0 */
  readonly name?: string;
  /** @default - `system` where the kernel has the module, else `netdev` */
  readonly datapath?: "system" | "netdev";
}

export interface HostStorageProps {
  /** What has to be free where the images go; less is an error before anything is put there. @default Size.gibibytes(5) */
  readonly minimumFree?: Size;
}

export interface HostStackProps {
  /** The machine to prepare; its user is root, or may use sudo without a password. Images go to its `storagePath`. */
  readonly host: KvmHost;
  /** A Linux bridge on one of its NICs. @default - none */
  readonly bridge?: HostBridgeProps;
  /** An Open vSwitch bridge. @default - Open vSwitch without a bridge; labs make their own */
  readonly ovsBridge?: HostOvsBridgeProps;
  /** Whether its machines may be KVM hosts themselves. @default - as the host's kernel has it */
  readonly nested?: boolean;
  readonly storage?: HostStorageProps;
  /** Packages of the distribution beside those of a KVM host. @default - none */
  readonly packages?: readonly string[];
}

const PROPS = ["host", "bridge", "ovsBridge", "nested", "storage", "packages"];
const ARCHIVE = /^(https?|file):\/\/(?![^/]*@)[^\s'"`$\\]+$/;
const INTERFACE = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;

/**
 * Makes a plain Debian, Ubuntu or Fedora machine a KVM host. It is deployed before the labs on it, as the libvirt provider
 * connects while planning: `lab.addDependency(hostStack)`.
 *
 * Every change is written to /var/lib/labwright/journal.jsonl on the host before it is made. `destroy` takes back what the
 * journal says this stack made, and leaves what something else uses by now.
 */
export class HostStack extends TerraformStack {
  static isHostStack(value: unknown): value is HostStack {
    return value instanceof HostStack;
  }

  readonly host: KvmHost;
  /** The owner's name in the host's journal. */
  readonly owner: string;
  private readonly problems: Problem[] = [];

  constructor(scope: Construct, id: string, props: HostStackProps) {
    super(scope, id);
    const check = new Checker(this.node.path, (problem) => this.problems.push(problem));
    check.known(props, PROPS);
    check.text("id", check.text("id", id, STACK_ID, STACK_ID_RULE, "host"), /^.{1,64}$/, { en: "at most 64 characters", zh: "最多 64 个字符" }, "host");
    this.host = check.instance("host", props?.host, KvmHost, rules.host, KvmHost.local());
    this.owner = ownerName(id, contextValue<string>(this.node, contextKeys.instance));
    const mirrors = contextValue<Mirrors>(this.node, contextKeys.mirrors) ?? {};
    this.makeResources(checkPlan(check, props ?? {}, mirrors));
    this.node.addValidation({ validate: () => this.validationMessages() });
    const backend = contextValue<BackendContext>(this.node, contextKeys.backend);
    if (backend) overrideBackend(this, backend);
  }

  /** Everything that is wrong with the stack's properties; empty when it can be synthesized. */
  findProblems(): readonly Problem[] {
    return [...this.problems];
  }

  /**
   * Two resources a step. Terraform runs no destroy-time provisioner of a resource whose creation failed: the one that
   * undoes is made first and cannot fail, so a half-applied step is taken back too.
   */
  private makeResources(plan: HostPlan): void {
    let previous: TerraformData | undefined;
    for (const { name, apply, undo } of hostSteps(this.host, this.owner, plan)) {
      // In base64: cdktf and Terraform would each read the shell's `${...}` in their own way.
      const input = { host: this.host.uri, owner: this.owner, command: Buffer.from(undo).toString("base64") };
      const undoer = new TerraformData(this, `${name}-undo`, () => ({
        input,
        provisioner: [localExec("${base64decode(self.input.command)}", "destroy")],
      }), { dependsOn: previous && [previous] });
      previous = new TerraformData(this, name, () => ({
        triggers_replace: { host: this.host.uri, step: contentHash(apply) },
        provisioner: [localExec(escapeTemplate(apply))],
      }), { dependsOn: [undoer] });
    }
  }

  private validationMessages(): string[] {
    const language = contextValue<Language>(this.node, contextKeys.language) ?? "en";
    return this.problems.map((problem) => formatProblem(problem, language));
  }
}

knownByMark(HostStack, "HostStack");

// `quiet`: the scripts are long, and what they have to say they say themselves.
function localExec(command: string, when?: "destroy"): Readonly<Record<string, unknown>> {
  return { "local-exec": { command, interpreter: ["/bin/sh", "-c"], quiet: true, when } };
}

// Two projects may call their stacks the same; on the host they are two owners.
function ownerName(id: string, instance: string | undefined): string {
  return instance === undefined ? id : `${id}.${shortHash("host-stack", instance)}`;
}

function checkPlan(check: Checker, props: HostStackProps, mirrors: Mirrors): HostPlan {
  const { bridge, ovsBridge, storage } = props;
  check.known(bridge, ["name", "nic", "confirmSeconds"]);
  check.known(ovsBridge, ["name", "datapath"]);
  check.known(storage, ["minimumFree"]);
  const archive = (name: "apt" | "aptSecurity"): string | undefined => {
    const rule = { en: "an http(s) address of a package archive", zh: "软件包仓库的 http(s) 地址" };
    return mirrors[name] === undefined ? undefined : check.text(`mirrors.${name}`, mirrors[name], ARCHIVE, rule, "http://localhost");
  };
  const plan: HostPlan = {
    packages: check.list("packages", props.packages).map((name, index) =>
      check.text(`packages[${index}]`, name, /^[A-Za-z0-9][A-Za-z0-9+._-]*$/, rules.package, "curl")),
    aptMirror: archive("apt"),
    aptSecurity: archive("aptSecurity"),
    minimumFreeBytes: check.instance("storage.minimumFree", storage?.minimumFree ?? Size.gibibytes(5), Size, sizeLike("Size.gibibytes(20)"), Size.gibibytes(5)).toBytes(),
    nested: check.flag("nested", props.nested, false),
    ovsBridge: ovsBridge && {
      name: check.text("ovsBridge.name", ovsBridge.name ?? "ovsbr0", INTERFACE, rules.networkInterface, "ovsbr0"),
      datapath: ovsBridge.datapath && check.oneOf("ovsBridge.datapath", ovsBridge.datapath, ["system", "netdev"], "system"),
    },
    bridge: bridge && {
      name: check.text("bridge.name", bridge.name ?? "br0", INTERFACE, rules.networkInterface, "br0"),
      nic: check.text("bridge.nic", bridge.nic, INTERFACE, rules.networkInterface, "eth0"),
      confirmSeconds: check.integer("bridge.confirmSeconds", bridge.confirmSeconds ?? 60, { min: 10, max: 600, unit: { en: "seconds", zh: "秒" } }, 60),
    },
  };
  const names = [["bridge.name", plan.bridge?.name], ["bridge.nic", plan.bridge?.nic], ["ovsBridge.name", plan.ovsBridge?.name]] as const;
  const seen = new Map<string, string>();
  for (const [property, name] of names) {
    if (name === undefined) continue;
    const first = seen.get(name);
    if (first !== undefined) check.problem("LW1023", { given: name, first, second: property, rule: { en: "interfaces of one host have different names", zh: "同一宿主机上各接口的名称不得相同" } });
    seen.set(name, property);
  }
  return plan;
}
