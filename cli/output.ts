import pc from "picocolors";
import type { Colors } from "picocolors/types";
import stringWidth from "string-width";
import { renderProblem, type LabError } from "../constructs/core/lab-error";
import type { Language } from "../constructs/core/text";
import type { NicSpec } from "../constructs/spec/lab-spec";
import type { ThingChange } from "../engines/engine";
import { say, type MessageKey } from "./messages";

export interface OutputOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Of `NO_COLOR`, `FORCE_COLOR` and `TERM`. @default nothing is set */
  readonly env?: NodeJS.ProcessEnv;
}

/** Where commands write: words for people on a terminal, plain lines in a pipe, one JSON document with `--json`. */
export class Output {
  readonly language: Language;
  /** What is true after any error from here on, such as that nothing was created. */
  closing?: string;
  /** Colours of standard output. */
  readonly colours: Colors;
  private readonly errorColours: Colors;

  constructor(private readonly options: OutputOptions) {
    this.language = options.language;
    this.colours = pc.createColors(takesColours(options.stdout, options.env));
    this.errorColours = pc.createColors(takesColours(options.stderr, options.env));
  }

  get json(): boolean {
    return this.options.json;
  }

  /** Whether a person watches: progress may be redrawn. */
  get isTerminal(): boolean {
    return !this.json && this.options.stdout.isTTY === true && this.options.env?.["TERM"] !== "dumb";
  }

  /** Columns for running text: on a wide terminal longer lines would be hard to read. */
  private get width(): number {
    return Math.min(this.options.stdout.columns ?? 80, 100);
  }

  say(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
    return say(this.language, key, values);
  }

  line(text = ""): void {
    if (!this.json) this.options.stdout.write(`${text}\n`);
  }

  /** Running text, on as many lines as it takes. */
  paragraph(text: string, indent: number): void {
    for (const line of wrapped(text, this.width - indent)) this.line(`${" ".repeat(indent)}${line}`);
  }

  /** A line with its subject in the first column, as in `image    debian-12 ...`. */
  field(name: string, text: string): void {
    this.line(`${this.colours.bold(pad(name, 9))}${text}`);
  }

  /** The command's result for `--json`: one document on standard output, nothing else. */
  result(value: unknown): void {
    if (this.json) this.options.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const widths = head.map((title, column) => Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map((cell) => stringWidth(cell))));
    const render = (cells: readonly string[]): string => cells.map((cell, column) => pad(cell, widths[column] ?? 0)).join("  ").trimEnd();
    this.line(this.colours.dim(render(head)));
    for (const row of rows) this.line(render(row));
  }

  error(error: LabError): void {
    if (this.json) {
      this.options.stderr.write(`${JSON.stringify({ error: { problems: error.problems.map((problem) => renderProblem(problem, this.language)) } })}\n`);
      return;
    }
    for (const problem of error.problems) {
      const { code, path, what, rule, fix } = renderProblem(problem, this.language);
      this.options.stderr.write(`${this.errorColours.red(this.say("error"))} ${code}  ${path ? `${path}: ` : ""}${what}${rule ? `; ${rule}` : ""}\n`);
      this.options.stderr.write(`  ${this.errorColours.dim(pad(this.say("youCan"), 9))} ${fix}\n`);
    }
    if (this.closing !== undefined) this.options.stderr.write(`\n${this.closing}\n`);
  }

  warn(text: string): void {
    this.options.stderr.write(`${text}\n`);
  }
}

const STATES: Readonly<Record<string, MessageKey>> = { running: "running", "shut off": "shutOff", paused: "paused", crashed: "crashed", absent: "absent" };

/** libvirt's state of a domain in the reader's language. */
export function stateWords(output: Output, state: string): string {
  const key = STATES[state];
  return key === undefined ? state : output.say(key);
}

/** A terminal takes colours; what is piped or kept in a file (`CI` too) takes them only by `FORCE_COLOR`. https://no-color.org */
function takesColours(stream: NodeJS.WriteStream, { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv = {}): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

/** Pads to a width in terminal columns: a Chinese character takes two. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

// A word or a Chinese character, with the punctuation that may not end a line or begin one.
const PIECES = /\s+|[（“]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“]+)[，。：；、）”]*|[（“]+/gu;

/** Lines of a text that are at most so wide, but for a word that is wider by itself. */
export function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const piece of text.match(PIECES) ?? []) {
    const line = lines.at(-1) ?? "";
    if (line.trim() !== "" && stringWidth(line + piece.trimEnd()) > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd());
}

/** A thing of a lab by its kind and name, or by the kind alone where that is its name: `network mgmt`, `storage`. */
export function thingWords(output: Output, what: ThingChange["what"], name: string, highlight = (text: string): string => text): string {
  const kind = output.say(what);
  return kind === name || kind.endsWith(` ${name}`) ? kind : `${kind} ${highlight(name)}`;
}

/** A NIC with its addresses, those of its VLAN interfaces included: `trunk trunk.100 10.21.13.11/25`. */
export function nicWords({ name, addresses, addressing, vlanInterfaces = [] }: NicSpec): string {
  const own = addresses.length > 0 ? addresses.join(" ") : vlanInterfaces.length > 0 ? "" : addressing;
  return [name, own, ...vlanInterfaces.map((vlan) => `${vlan.name} ${vlan.addresses.join(" ")}`)].filter(Boolean).join(" ");
}
