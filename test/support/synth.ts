import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { type App, TerraformElement, type TerraformStack, Testing } from "cdktf";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { KvmHost } from "../../constructs/host/kvm-host";
import type { LabProps } from "../../constructs/lab";
import { LabStack } from "../../stacks/lab-stack";
import { inEnglish, type ToldProblem } from "./in-english";

export type Attributes = Record<string, unknown>;
export type Context = Readonly<Record<string, unknown>>;

export interface LabOptions extends Partial<LabProps> {
  /** Id of the stack. @default lab */
  readonly id?: string;
  readonly context?: Context;
}

/** Terraform JSON of a stack, without cdktf's own comments. */
export class Synthesized {
  constructor(
    private readonly stack: TerraformStack,
    /** As it was rendered: the same text is the same plan. */
    readonly text: string,
    readonly json: Readonly<Record<string, Record<string, Record<string, Attributes>>>>,
  ) {}

  /** Every resource of a type, by its logical name. */
  resources(type: string): Record<string, Attributes> {
    return this.json["resource"]?.[type] ?? {};
  }

  types(): string[] {
    return Object.keys(this.json["resource"] ?? {}).sort();
  }

  count(type: string): number {
    return Object.keys(this.resources(type)).length;
  }

  /** The resource that a construct became, by its path below the stack: `web/domain`. */
  resource(path: string): Attributes {
    const address = this.address(path);
    const [type = "", name = ""] = address.split(".");
    const found = this.resources(type)[name];
    if (!found) throw new Error(`nothing was synthesized for ${address}`);
    return found;
  }

  /** `libvirt_domain.web_domain_…`: what Terraform calls it. */
  address(path: string): string {
    const element = this.stack.node.findAll().find(({ node }) => node.path === `${this.stack.node.path}/${path}`);
    if (!TerraformElement.isTerraformElement(element)) throw new Error(`no Terraform element at ${path}`);
    const { terraformResourceType, friendlyUniqueId } = element as unknown as { terraformResourceType: string; friendlyUniqueId: string };
    return `${terraformResourceType}.${friendlyUniqueId}`;
  }

  /** A value inside a resource: `at("web/domain", "devices", "disks", 0)`. */
  at(path: string, ...keys: (string | number)[]): unknown {
    return keys.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], this.resource(path));
  }
}

/** Runs something without the stack traces that cdktf keeps for every reference: under jest they are most of the time. */
export function withoutTraces<T>(run: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return run();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

/** An app that leaves nothing behind in the temporary directory. */
export function testApp(context: Context = {}): App {
  return Testing.app({ outdir: join(tmpdir(), "labwright-test.out"), context: { ...context } });
}

/** A lab on a stack, not synthesized. */
export function makeLab(options: LabOptions = {}): LabStack {
  const { id = "lab", context, ...props } = options;
  return new LabStack(testApp(context), id, { host: KvmHost.local(), ...props });
}

/** Synthesizes a stack with its validations, which cdktf's own helper leaves out unless told, and checks it against the provider's schema. */
export function synthStack(stack: TerraformStack): Synthesized {
  const text = Testing.synth(stack, true);
  const json = JSON.parse(text) as Synthesized["json"];
  expect(checkTerraformJson(json).map(({ message }) => message)).toEqual([]);
  return new Synthesized(stack, text, json);
}

/** Describes a lab and synthesizes it. */
export function synthLab(build: (lab: LabStack) => void, options: LabOptions = {}): Synthesized {
  return withoutTraces(() => {
    const stack = makeLab(options);
    build(stack);
    return synthStack(stack);
  });
}

/** Everything that is wrong with what `build` describes, whether collected by the lab or thrown by a value. Other errors pass through. */
export function foundIn(build: (lab: LabStack) => unknown, options: LabOptions = {}): readonly Problem[] {
  try {
    return withoutTraces(() => {
      const stack = makeLab(options);
      build(stack);
      return stack.lab.findProblems();
    });
  } catch (error) {
    if (error instanceof LabError) return error.problems;
    throw error;
  }
}

/** The same in English. */
export function problemsOf(build: (lab: LabStack) => unknown, options: LabOptions = {}): ToldProblem[] {
  return inEnglish(foundIn(build, options));
}

/** The codes of `problemsOf`, in the order they were found. */
export function codesOf(build: (lab: LabStack) => unknown, options: LabOptions = {}): string[] {
  return problemsOf(build, options).map(({ code }) => code);
}
