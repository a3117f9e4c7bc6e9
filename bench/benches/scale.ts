import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeElements } from "../stock/elements";
import { prepareStock } from "../stock/prepare";
import { measure, type Sample } from "../support/process";
import { ratio, result, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";
import { inTurn } from "../support/statistics";

const MACHINES_PER_NETWORK = 20;

/** One round is slow through the stock bindings: they are two orders away from any doubt. */
const STOCK_ROUNDS = 3;

type Series = readonly Sample[];

/** A large lab through labwright, over the same JSON through bare resources, and through stock bindings. */
export function scale(settings: Settings): Outcome[] {
  const { sizes, rounds, progress } = settings;
  const small = new Subjects(settings, sizes.small);
  const large = new Subjects(settings, sizes.large);
  progress(`scale: ${sizes.large} machines, ${rounds} rounds`);
  const taken = inTurn(rounds, {
    labwright: () => large.labwright(), floor: () => large.floor(),
    small: () => small.labwright(), smallFloor: () => small.floor(),
  });
  const name = `${sizes.large} machines`;
  return [
    ...overFloor(name, taken.labwright, taken.floor),
    ...overStock(settings, large, name),
    ...growth(sizes, taken.labwright, taken.small),
    ...overFloor(`${sizes.small} machines`, taken.small, taken.smallFloor, false),
  ];
}

function overFloor(name: string, labwright: Series, floor: Series, judged = true): Outcome[] {
  const target = judged ? { atMost: 1.5 } : undefined;
  const compare = (what: string, of: (sample: Sample) => number, wanted?: { atMost: number }): Outcome =>
    ratio({ bench: "scale", what: `${name}: ${what}`, target: wanted }, "ms", labwright.map(of), floor.map(of));
  const memory = (sample: Sample): number => sample.memoryMiB;
  return [
    compare("construct + synth : floor", made, target),
    compare("the same in CPU time", madeCpu),
    compare("with import : floor", withImport, target),
    compare("construct : floor", ({ report }) => report["constructMs"] ?? Number.NaN),
    compare("synth : floor", ({ report }) => report["synthMs"] ?? Number.NaN),
    ratio({ bench: "scale", what: `${name}: peak memory : floor`, target }, "MiB", labwright.map(memory), floor.map(memory)),
  ];
}

function overStock({ withStock, progress }: Settings, large: Subjects, name: string): Outcome[] {
  const what = `${name}: stock bindings : labwright`;
  if (!withStock) return [{ bench: "scale", what, skipped: "--no-stock" }];
  try {
    progress("scale: stock bindings");
    large.prepareStock();
  } catch (error) {
    return [{ bench: "scale", what, skipped: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) }];
  }
  const taken = inTurn(STOCK_ROUNDS, { stock: () => large.stock(), labwright: () => large.labwright() });
  const compare = (words: string, unit: "ms" | "MiB", of: (sample: Sample) => number, target?: { atLeast: number }): Outcome =>
    ratio({ bench: "scale", what: `${what}${words}`, target }, unit, taken.stock.map(of), taken.labwright.map(of));
  return [
    compare(", construct + synth", "ms", made, { atLeast: 8 }),
    compare(", with import", "ms", withImport),
    compare(", in CPU time", "ms", madeCpu),
    compare(", peak memory", "MiB", (sample) => sample.memoryMiB),
  ];
}

// Per machine, so that 1 is linear growth.
function growth({ small, large }: Settings["sizes"], labwright: Series, smaller: Series): Outcome[] {
  const each = (series: Series, machines: number, of: (sample: Sample) => number): number[] => series.map((sample) => of(sample) / machines);
  return [
    ratio({ bench: "scale", what: `time a machine, ${large} : ${small} machines`, target: { atMost: 1 } }, "ms", each(labwright, large, made), each(smaller, small, made)),
    result({ bench: "scale", what: `${large} machines: import`, unit: "ms" }, labwright.map(({ report }) => report["importMs"] ?? Number.NaN)),
  ];
}

function made({ report }: Sample): number {
  return (report["constructMs"] ?? Number.NaN) + (report["synthMs"] ?? Number.NaN);
}

function madeCpu({ report }: Sample): number {
  return (report["constructCpuMs"] ?? Number.NaN) + (report["synthCpuMs"] ?? Number.NaN);
}

function withImport(sample: Sample): number {
  return made(sample) + (sample.report["importMs"] ?? Number.NaN);
}

/** The three ways to one JSON, of one size. All run in the same folder, as the path of the state file is part of the JSON. */
class Subjects {
  private readonly cwd: string;
  private readonly elements: string;
  private stockBindings = "";

  constructor(private readonly settings: Settings, private readonly machines: number) {
    this.cwd = join(settings.scratch, `scale-${machines}`);
    this.elements = join(this.cwd, "elements.jsonl");
    mkdirSync(this.cwd, { recursive: true });
    this.labwright();
    writeElements(this.json("labwright"), this.elements);
    this.floor();
    this.same("floor");
  }

  labwright(): Sample {
    const { code, sizes: _, ...rest } = this.settings;
    const networks = Math.max(1, Math.round(this.machines / MACHINES_PER_NETWORK));
    const argv = [script(rest.root, "scale-labwright"), code.index, String(this.machines), String(networks), "labwright"];
    return measure({ argv, cwd: this.cwd, execArgv: code.execArgv, env: code.env });
  }

  floor(): Sample {
    return measure({ argv: [script(this.settings.root, "scale-floor"), this.elements, "floor"], cwd: this.cwd });
  }

  stock(): Sample {
    const env = { NODE_PATH: join(this.settings.root, "node_modules") };
    return measure({ argv: [script(this.settings.root, "scale-stock"), this.elements, this.stockBindings, "stock"], cwd: this.cwd, env });
  }

  prepareStock(): void {
    this.stockBindings = prepareStock(this.settings);
    this.stock();
    this.same("stock");
  }

  private json(outdir: string): string {
    return join(this.cwd, outdir, "stacks", "scale", "cdk.tf.json");
  }

  // cdktf writes keys in order: the same configuration is the same text.
  private same(outdir: string): void {
    if (!readFileSync(this.json("labwright")).equals(readFileSync(this.json(outdir)))) {
      throw new Error(`${this.json(outdir)} differs from labwright's: nothing would be compared`);
    }
  }
}

function script(root: string, name: string): string {
  return join(root, "bench", "subjects", `${name}.cjs`);
}
