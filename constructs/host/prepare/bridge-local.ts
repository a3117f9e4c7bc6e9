import type { KvmHost } from "../kvm-host";
import { remoteScript, stepBody, stepValues, unreachable, type PrepareStep } from "./step";

const CONFIRM = `set -eu
run=\${LW_ROOT:-}/var/lib/labwright/bridge-$LW_BRIDGE/run.sh
[ -e "$run" ] || exit 4
exec sh "$run" confirm
`;

/** Short: a connection that hangs must not eat the time in which the next one could confirm. */
const CONFIRM_SSH = "-o ConnectTimeout=5 -o ServerAliveInterval=5 -o ServerAliveCountMax=2 -o ControlPath=none -o ControlMaster=no";

/**
 * The operator's side of a bridge: apply, then confirm by new connections until one gets through or the time is over.
 * The host decides for itself; what is said here is only what was seen.
 */
export function bridgeCommand(host: Pick<KvmHost, "ssh" | "name">, step: PrepareStep, stack: string, mode: "apply" | "undo"): string {
  const seconds = step.values["LW_CONFIRM"] ?? "60";
  return `step() ( ${remoteScript(host, stepBody(step), stepValues(step, stack, mode))} )
confirm() ( ${remoteScript(host, CONFIRM, { LW_BRIDGE: "@bridge@" }, CONFIRM_SSH).replaceAll("@bridge@", `'"$1"'`)} )
while :; do
  answer=$(step) || { code=$?; ${unreachable(host)}; exit $code; }
  case $answer in
    armed\\ *) bridge=\${answer#armed } ;;
    *) exit 0 ;;
  esac
  end=$(($(date +%s) + ${seconds}))
  code=3
  while [ "$(date +%s)" -lt "$end" ]; do
    sleep 1
    code=0
    confirm "$bridge" || code=$?
    case $code in 0|4) break ;; esac
  done
  if [ $code != 0 ]; then
    echo "labwright: LW2065 the change of $bridge was not confirmed within ${seconds} s: the host goes back to its old configuration by itself" >&2
    tries=20
    while :; do
      sleep 3
      code=0
      confirm "$bridge" || code=$?
      case $code in 0|4) break ;; esac
      tries=$((tries - 1))
      [ $tries -gt 0 ] || { echo "labwright: LW2065 the host has not answered since" >&2; exit 65; }
    done
    # Its clock may be behind this one's: confirmed after all.
    [ $code = 0 ] || { echo "labwright: the host answers again, with its old configuration" >&2; exit 65; }
  fi
done
`;
}
