import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ratio, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";
import { inTurn } from "../support/statistics";

const SECONDS = 1;

/** What came through a switch, see bench/subjects/switch-traffic.py. */
interface Traffic {
  /** Of 1000 round trips. */
  readonly roundTripsMs: number;
  /** A second. */
  readonly windowMiB: number;
  readonly floodMiB: number;
}

/** The embedded engine's switch beside vde_switch: the same frames from the same generator, through the sockets that QEMU uses. */
export function switches(settings: Settings): Outcome[] {
  const what = "our switch : vde_switch";
  const missing = ["python3", "vde_switch"].filter((command) => spawnSync("sh", ["-c", `command -v ${command}`]).status !== 0);
  if (missing.length > 0) return [{ bench: "switch", what, skipped: `${missing.join(", ")} absent` }];
  let runs = 0;
  const taken = inTurn(settings.rounds, { ours: () => ours(settings, ++runs), vde: () => vde(settings, ++runs) });
  const compare = (words: string, unit: "ms" | "MiB", of: (traffic: Traffic) => number): Outcome =>
    ratio({ bench: "switch", what: `${what}, ${words}` }, unit, taken.ours.map(of), taken.vde.map(of));
  return [
    compare("a second's full frames, eight at a time", "MiB", ({ windowMiB }) => windowMiB),
    compare("a second's full frames that come out of a flood", "MiB", ({ floodMiB }) => floodMiB),
    compare("1000 round trips", "ms", ({ roundTripsMs }) => roundTripsMs),
  ];
}

function ours(settings: Settings, run: number): Traffic {
  const { scratch, code } = settings;
  const directory = join(scratch, `s${run}`);
  mkdirSync(directory);
  const config = join(scratch, `s${run}.json`);
  writeFileSync(config, JSON.stringify({ fabrics: [{ name: "lan", ports: ["a", "b"].map((name) => ({ socket: join(directory, name) })) }] }));
  return traffic(settings, "stream", directory, [process.execPath, ...code.execArgv, code.cli, "run-switch", config]);
}

// As QEMU's users are told to start it; it makes its folder itself.
function vde(settings: Settings, run: number): Traffic {
  const directory = join(settings.scratch, `v${run}`);
  return traffic(settings, "vde", directory, ["vde_switch", "--sock", directory]);
}

function traffic({ root, code }: Settings, kind: "stream" | "vde", directory: string, command: readonly string[]): Traffic {
  const script = join(root, "bench", "subjects", "switch-traffic.py");
  const { status, stdout, stderr } = spawnSync("python3", [script, kind, directory, String(SECONDS), ...command], { encoding: "utf8", env: { ...process.env, ...code.env } });
  if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}`);
  return JSON.parse(stdout) as Traffic;
}
