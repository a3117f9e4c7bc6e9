import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { measure } from "../support/process";
import { ratio, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";
import { inTurn } from "../support/statistics";

const CHAPTER = "docker-cloud/4";

/** `labwright synth` of one chapter in a cold process, over a process that imports cdktf and synthesizes an empty stack. */
export function synthOne({ root, scratch, rounds, code }: Settings): Outcome[] {
  const cwd = join(scratch, "synth-one");
  mkdirSync(cwd, { recursive: true });
  const { execArgv, env } = code;
  const taken = inTurn(rounds, {
    labwright: () => measure({ argv: [code.cli, "synth", CHAPTER, "--out", "labwright"], cwd, execArgv, env }),
    floor: () => measure({ argv: [join(root, "bench", "subjects", "empty-stack.cjs"), "floor"], cwd }),
  });
  const compare = (what: string, of: "wallMs" | "cpuMs", target?: { atMost: number }): Outcome =>
    ratio({ bench: "synth-one", what, target }, "ms", taken.labwright.map((sample) => sample[of]), taken.floor.map((sample) => sample[of]));
  return [compare("time of a cold process : floor", "wallMs", { atMost: 1.6 }), compare("the same in CPU time", "cpuMs")];
}
