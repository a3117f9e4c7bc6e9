import { verbatim, type Text } from "../../constructs/core/text";

/** A command to run, without a shell unless its words name one. */
export interface Command {
  readonly argv: readonly string[];
  /** Values that the command finds in its environment: never pasted into its text. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Milliseconds until it is ended, with all that it started. @default 20_000 */
  readonly timeoutMs?: number;
  /** With the user's terminal, so that sudo may ask for a password; nothing is captured then. */
  readonly interactive?: boolean;
}

export interface CommandResult {
  /** Exit code; 127 when there is no such command, 124 when it ran out of time, 255 when ssh got nowhere. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands where they belong. It never throws for what a command does: the result says it. */
export interface CommandRunner {
  /** On the machine that labwright runs on. */
  here(command: Command): Promise<CommandResult>;
  /** On the KVM host: the same machine, or another one over ssh. */
  onHost(command: Command): Promise<CommandResult>;
}

export const DEFAULT_TIMEOUT_MS = 20_000;

/** A POSIX shell script with its values. */
export function script(text: string, env: Readonly<Record<string, string>> = {}, options: Pick<Command, "timeoutMs" | "interactive"> = {}): Command {
  return { argv: ["sh", "-c", text], env, ...options };
}

/** Why a command failed: the last line of what it complained about, or its exit code. */
export function complaint({ code, stderr }: Pick<CommandResult, "code" | "stderr">): Text {
  const line = lastLine(stderr);
  return line ? verbatim(line) : { en: `exit code ${code}`, zh: `退出码 ${code}` };
}

/** The last line of what a command complained about: the one that says why. */
export function lastLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return lines.at(-1) ?? "";
}
