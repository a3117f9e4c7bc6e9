import { LabError } from "../../../constructs/core/lab-error";
import { run } from "../../process/run";
import { buildFailure } from "./build-failure";

/** Some tools lie where an ordinary user does not look for them; and what an image's files may is not for the user's umask to say. */
const PREPARED = ["sh", "-c", 'PATH="$PATH:/usr/sbin:/sbin"; umask 022; exec "$@"', "sh"];

/** A labwright that is killed takes its tools with it. */
const NOT_ALONE = ["setpriv", "--pdeathsig", "KILL"];

/** Mounts and processes in namespaces of their own: nothing of them outlives a failure. */
const CONTAINED = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

/** An ordinary user is root in a user namespace, whose other accounts are the user's subordinate ids. */
const AS_USER = ["--map-root-user", "--map-auto"];

export interface BuildToolOptions {
  readonly signal?: AbortSignal;
  /** An open file of the build's lock: what runs keeps it, so nobody builds beside it. */
  readonly lock?: number;
}

/** Runs the programs that an image is built with. */
export class BuildTools {
  constructor(private readonly options: BuildToolOptions = {}) {}

  /** A tool, as the user. @returns what it said @throws LabError LW3030, LW3031, LW3032, LW3033, LW4031 */
  async run(...argv: readonly string[]): Promise<string> {
    return this.call(argv, argv);
  }

  /** A tool with something on its standard input. */
  async runWith(input: string, ...argv: readonly string[]): Promise<string> {
    return this.call(argv, argv, input);
  }

  /** A tool as root of an image's tree, whoever the user is. */
  async asRoot(...argv: readonly string[]): Promise<string> {
    return this.call(argv, [...rootPrefix(), ...argv]);
  }

  private async call(tool: readonly string[], argv: readonly string[], input?: string): Promise<string> {
    const { signal, lock } = this.options;
    const { code, stdout, stderr } = await run([...PREPARED, ...NOT_ALONE, ...argv], {
      env: { LC_ALL: "C.UTF-8" },
      input, signal,
      descriptor: lock,
      // unshare blocks SIGTERM; once it is gone, the kernel ends all in its namespace.
      endsOnlyKilled: true,
    });
    if (signal?.aborted) throw LabError.of("LW3033");
    if (code !== 0) throw buildFailure(tool[0] ?? "", `${stderr}\n${stdout}`);
    return stdout;
  }
}

/** The words before a command that make it root in namespaces of its own. */
export function rootPrefix(uid = process.getuid?.()): readonly string[] {
  return ["unshare", ...(uid === 0 ? [] : AS_USER), ...CONTAINED];
}
