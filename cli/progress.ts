import { MultiBar, type SingleBar } from "cli-progress";
import { formatBytes } from "../constructs/core/size";
import type { Progress } from "../engines/engine";
import { messages, type MessageKey } from "./messages";
import { pad, thingWords, type Output } from "./output";

const PHASES: Readonly<Record<string, MessageKey>> = { init: "phaseInit", plan: "phasePlan", apply: "phaseApply", destroy: "phaseDestroy", audit: "phaseAudit", prepare: "phasePrepare", undo: "phaseUndo", keep: "phaseKeep", wait: "phaseWait", packages: "phasePackages", disk: "phaseDisk", compress: "phaseCompress", cluster: "phaseCluster" };
const STATES: Readonly<Record<string, MessageKey>> = { ready: "ready", booting: "booting", failed: "failed", creating: "creating", removing: "removing", removed: "removedState", disks: "disks", starting: "starting", resuming: "resuming", hosts: "hosts", "cloud-init": "cloudInit" };
const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Shows an engine's progress: a live line for each machine and network on a terminal, a plain line for each change elsewhere. */
export class ProgressView {
  private readonly bars?: MultiBar;
  private readonly lines = new Map<string, SingleBar>();
  private readonly last = new Map<string, string>();
  private readonly started = new Map<string, number>();
  private readonly states = new Map<string, { text: string; done: boolean; failed: boolean }>();
  private readonly timer?: NodeJS.Timeout;
  private frame = 0;

  constructor(private readonly output: Output) {
    if (!output.isTerminal) return;
    this.bars = new MultiBar({ format: "{line}", hideCursor: true, clearOnComplete: false, stopOnComplete: false, fps: 10, emptyOnZero: true });
    this.timer = setInterval(() => this.redraw(), 120);
  }

  readonly update = (progress: Progress): void => {
    if (this.output.json) return;
    if (progress.type === "phase") {
      const key = PHASES[progress.phase];
      if (key) this.phase(this.output.say(key));
    } else if (progress.type === "download") this.download(progress);
    else this.resource(progress);
  };

  /** Leaves what was shown on the screen and goes on below it. */
  stop(): void {
    clearInterval(this.timer);
    this.endPhase();
    this.redraw();
    this.bars?.stop();
  }

  private phase(text: string): void {
    if (!this.bars) return this.output.line(text);
    this.endPhase();
    this.put(`phase ${text}`, text, "", false, false);
  }

  private endPhase(): void {
    for (const [id, state] of this.states) {
      if (id.startsWith("phase ")) this.states.set(id, { ...state, done: true });
    }
  }

  private download({ image, received, total }: Extract<Progress, { type: "download" }>): void {
    const part = total === undefined ? 0 : received / total;
    const percent = total === undefined ? "" : `${Math.floor(part * 100)}%`;
    if (this.bars) {
      const width = 20;
      const bar = "█".repeat(Math.floor(part * width)) + "░".repeat(width - Math.floor(part * width));
      this.put(`image ${image}`, image, `${bar} ${formatBytes(received)} ${percent}`, part >= 1, false);
    } else if (Math.floor(part * 10) !== Math.floor(Number(this.last.get(image) ?? -1) * 10)) {
      this.last.set(image, String(part));
      this.output.line(`${pad(image, 14)} ${formatBytes(received)} ${percent}`);
    }
  }

  private resource({ what, name, state, done, failed, words: own }: Extract<Progress, { type: "resource" }>): void {
    const key = STATES[state];
    const words = own ? own[this.output.language] : key ? messages[key][this.output.language] : state;
    const thing = what === "machine" ? name : thingWords(this.output, what, name);
    const id = `${what} ${name}`;
    const started = this.started.get(id) ?? Date.now();
    this.started.set(id, started);
    const time = done ? `  ${Math.round((Date.now() - started) / 1000)} s` : "";
    if (this.bars) this.put(id, thing, words + time, done, failed === true);
    else if (this.last.get(id) !== words) this.output.line(`${pad(thing, 24)} ${words}${time}`);
    this.last.set(id, words);
  }

  private put(id: string, name: string, text: string, done: boolean, failed: boolean): void {
    this.states.set(id, { text: `${pad(name, 24)} ${text}`.trimEnd(), done, failed });
    if (!this.lines.has(id) && this.bars) this.lines.set(id, this.bars.create(1, 0, { line: "" }));
  }

  private redraw(): void {
    this.frame += 1;
    const spin = SPINNER[this.frame % SPINNER.length] ?? "";
    for (const [id, bar] of this.lines) {
      const { text, done, failed } = this.states.get(id) ?? { text: "", done: false, failed: false };
      const mark = failed ? this.output.colours.red("✗") : done ? this.output.colours.green("✓") : this.output.colours.cyan(spin);
      bar.update(done ? 1 : 0, { line: `${mark} ${text}` });
    }
  }
}
