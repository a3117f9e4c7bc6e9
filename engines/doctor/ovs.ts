import { verbatim, type Text } from "../../constructs/core/text";
import { complaint, lastLine, script, type CommandRunner } from "./runner";

export type OvsDatapath = "system" | "netdev";

const DATAPATH = `if [ -d /sys/module/openvswitch ] || modinfo openvswitch >/dev/null 2>&1; then echo system; else echo netdev; fi`;

/** Whether the host's kernel has Open vSwitch's datapath, or its bridges have to forward in user space. */
export async function probeOvsDatapath(run: CommandRunner): Promise<OvsDatapath> {
  const { stdout } = await run.onHost(script(DATAPATH));
  return stdout.trim() === "netdev" ? "netdev" : "system";
}

export type OvsAnswer =
  | { readonly state: "answers"; readonly version: string; readonly bridges: readonly OvsBridgeFound[] }
  | { readonly state: "missing" }
  | { readonly state: "denied" | "down"; readonly why: Text };

export interface OvsBridgeFound {
  readonly name: string;
  /** Id of the lab that it is marked with. */
  readonly labId?: string;
}

// As labs do it: root, or sudo without a password.
const ASK = `command -v ovs-vsctl >/dev/null 2>&1 || { echo missing; exit 0; }
S=; [ "$(id -u)" = 0 ] || S="sudo -n"
if [ -n "$S" ] && ! why=$($S ovs-vsctl -V 2>&1); then echo denied; printf '%s\\n' "$why" >&2; exit 0; fi
$S ovs-vsctl -V | sed -n 's/^ovs-vsctl.* \\([0-9][0-9.]*\\)$/version \\1/p'
bridges=$($S ovs-vsctl --timeout=5 --format=csv --no-headings --columns=name,external_ids list bridge) || { echo down; exit 0; }
printf 'bridge %s\\n' "$bridges"
`;

/** Whether Open vSwitch on the host does what it is told, and the bridges that it has. */
export async function askOvs(run: CommandRunner): Promise<OvsAnswer> {
  const { code, stdout, stderr } = await run.onHost(script(ASK));
  if (/^missing$/m.test(stdout)) return { state: "missing" };
  if (/^denied$/m.test(stdout)) return { state: "denied", why: verbatim(lastLine(stderr)) };
  if (code !== 0 || /^down$/m.test(stdout)) return { state: "down", why: complaint({ code, stderr }) };
  const lines = stdout.split("\n").map((line) => line.replace(/^bridge /, "")).filter((line) => line && !line.startsWith("version "));
  const bridges = lines.map((line) => ({ name: line.split(",")[0]?.replaceAll('"', "") ?? "", labId: /labwright-lab="*([\w-]+)/.exec(line)?.[1] }));
  return { state: "answers", version: /^version (.+)$/m.exec(stdout)?.[1] ?? "", bridges };
}
