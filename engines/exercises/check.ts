import type { Exercise, Expectation } from "../../chapters/exercise";
import type { Text } from "../../constructs/core/text";
import { reasonOf, TIMED_OUT, type RemoteShell } from "./remote-shell";

/** What was found of one expectation. */
export interface Finding {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** What the check printed, cut short; that it took too long is said so. */
  readonly seen: string;
  readonly timedOut: boolean;
}

/** What was found of an exercise: it is done where all of its expectations hold. */
export interface Verdict {
  readonly exercise: Exercise;
  readonly done: boolean;
  /** Up to the first that does not hold. */
  readonly findings: readonly Finding[];
}

/** A machine that could not be asked. */
export class NotAnswering extends Error {
  constructor(readonly machine: string, readonly why: Text) {
    super(`${machine}: ${why.en}`);
  }
}

const CHECK_SECONDS = 20;
const LONGEST = 2000;

interface Item {
  readonly key: string;
  readonly expectation: Expectation;
  readonly machine: string;
  readonly seconds: number;
}

/**
 * Asks every machine once for all that is expected on it: a connection costs more than most checks.
 * @throws NotAnswering
 */
export async function checkExercises(exercises: readonly Exercise[], shell: RemoteShell): Promise<Verdict[]> {
  const items = exercises.flatMap((exercise, e) => exercise.expectations.map((expectation, x): Item => ({
    key: `${e}.${x}`, expectation, machine: expectation.machine ?? exercise.machine, seconds: exercise.checkSeconds ?? CHECK_SECONDS,
  })));
  const machines = [...new Set(items.map(({ machine }) => machine))];
  const found = new Map((await Promise.all(machines.map((machine) => askMachine(machine, items.filter((item) => item.machine === machine), shell)))).flat());
  return exercises.map((exercise, e) => {
    const findings: Finding[] = [];
    for (const [x] of exercise.expectations.entries()) {
      const finding = found.get(`${e}.${x}`);
      if (finding === undefined) break;
      findings.push(finding);
      if (!finding.holds) break;
    }
    return { exercise, done: findings.length === exercise.expectations.length && findings.every(({ holds }) => holds), findings };
  });
}

async function askMachine(machine: string, items: readonly Item[], shell: RemoteShell): Promise<[string, Finding][]> {
  const seconds = items.reduce((sum, item) => sum + item.seconds + 3, 10);
  const result = await shell.run(machine, scriptFor(items), seconds);
  // Of a connection that broke, the last line may be cut off.
  const answers = new Map([...result.stdout.matchAll(ANSWER)].map(([, key, status, seen = ""]) => [key, { status: Number(status), seen: wordsOf(seen) }]));
  if (items.some(({ key }) => !answers.has(key))) throw new NotAnswering(machine, reasonOf({ ...result, stdout: "" }, seconds));
  return items.map(({ key, expectation }) => {
    const { status = 1, seen = "" } = answers.get(key) ?? {};
    return [key, { expectation, holds: status === 0, timedOut: status === TIMED_OUT, seen }];
  });
}

/** What is cut short may end in the midst of a character. */
function wordsOf(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8").replace(/\ufffd+$/, "").trim();
}

const MARK = "labwright-check";
const ANSWER = new RegExp(`^${MARK}\\|(\\S+?)\\|(\\d+)\\|([\\w+/=]*)\\n`, "gm");

// Each check is a bash of its own, and reads nothing. What it prints goes to a file: of a pipe, the end would be waited for
// until all that the check left running had ended too.
function scriptFor(items: readonly Item[]): string {
  const calls = items.map(({ key, expectation, seconds }) => `ask ${key} ${seconds} ${Buffer.from(expectation.check).toString("base64")}`);
  return `export LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
cd /root && out=$(mktemp) && trap 'rm -f "$out"' EXIT || exit
ask() {
  local code=0
  timeout -k 2 "$2" bash -c "$(base64 -d <<< "$3")" > "$out" 2>&1 < /dev/null || code=$?
  # That it had to use SIGKILL.
  [ "$code" != 137 ] || code=${TIMED_OUT}
  printf '${MARK}|%s|%s|%s\\n' "$1" "$code" "$(head -c ${LONGEST} "$out" | base64 -w 0)"
}
${calls.join("\n")}
`;
}
