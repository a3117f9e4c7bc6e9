import { basename } from "node:path";
import { endProcesses, findProcesses, type LabProcess } from "./processes";
import type { LabFiles } from "./lab-files";
import { escaped } from "./qemu/machine-arguments";

/** Word of the command line by which labwright starts a lab's switch. */
export const SWITCH_COMMAND = "run-switch";

/**
 * What runs for a lab: its machines, its switch, its way out. All of them, and nothing else that is a QEMU or a switch, have
 * the lab's runtime folder in their command line; so what a killed run left is found as well.
 */
export class LabProcesses {
  constructor(private readonly files: Pick<LabFiles, "runtime">) {}

  async all(): Promise<LabProcess[]> {
    const place = `${this.files.runtime}/`;
    const places = [place, escaped(place)];
    return (await findProcesses()).filter(({ words }) => isOurs(words) && words.some((word) => places.some((one) => word.includes(one))));
  }

  async having(word: string): Promise<LabProcess | undefined> {
    return (await this.all()).find(({ words }) => words.includes(word));
  }

  async end(word: string): Promise<void> {
    await endProcesses(async () => (await this.all()).filter(({ words }) => words.includes(word)));
  }

  /** @returns what did not end */
  endAll(): Promise<readonly LabProcess[]> {
    return endProcesses(() => this.all());
  }
}

function isOurs(words: readonly string[]): boolean {
  return /^qemu/.test(basename(words[0] ?? "")) || words.includes(SWITCH_COMMAND);
}
