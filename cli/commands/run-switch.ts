import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { startSwitch } from "../../engines/embedded/switch/lab-switch";
import type { SwitchConfig } from "../../engines/embedded/switch/switch-config";
import { SWITCH_COMMAND } from "../../engines/embedded/lab-processes";
import type { Environment } from "../environment";

const LOOK_MS = 2000;

/** `labwright run-switch`: the networks of a lab, in a process that the embedded engine starts and ends. */
export function runSwitchCommand(program: Command, environment: () => Environment): void {
  program.command(SWITCH_COMMAND, { hidden: true }).argument("<config>")
    .description("be the switch of a lab's networks (started by the embedded engine)")
    .action((file: string) => runSwitch(file, environment().signal));
}

/** Ends with the lab, whose folder then is gone, also where nobody was left to end it. */
function runSwitch(file: string, signal: AbortSignal): Promise<void> {
  const stop = startSwitch(JSON.parse(readFileSync(file, "utf8")) as SwitchConfig);
  return new Promise((resolve) => {
    const end = (): void => {
      clearInterval(timer);
      stop();
      resolve();
    };
    const timer = setInterval(() => existsSync(file) || end(), LOOK_MS);
    signal.addEventListener("abort", end, { once: true });
  });
}
