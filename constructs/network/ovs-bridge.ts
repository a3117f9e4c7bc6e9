import { Construct } from "constructs";
import type { TerraformResource } from "cdktf";
import { knownByMark } from "../core/known-by-mark";
import { NAME_PATTERN } from "../core/naming";
import { placeIn } from "../core/placement";
import { rules } from "../core/rules";
import { Lab } from "../lab";
import type { BridgeSpec } from "../spec/lab-spec";
import { hostCommand, localExec } from "../terraform/host-command";
import { TerraformData } from "../terraform/terraform-data";

export interface OvsBridgeProps {
  /**
   * `system` (the kernel's datapath) or `netdev` (in user space).
   * @default - what the host can do (Terraform variable `labwright_ovs_datapath`)
   */
  readonly datapath?: "system" | "netdev";
}

const PRELUDE = `set -eu
S=; [ "$(id -u)" = 0 ] || S="sudo -n"
say() { echo "labwright: OVS bridge $LW_BRIDGE: $*" >&2; }
found() { code=0; $S ovs-vsctl br-exists "$LW_BRIDGE" || code=$?; [ "$code" -le 2 ] && [ "$code" != 1 ] || { say "ovs-vsctl failed"; exit 21; }; [ "$code" = 0 ]; }
owned() { [ "$($S ovs-vsctl --if-exists get bridge "$LW_BRIDGE" external_ids:labwright-lab | tr -d '"')" = "$LW_LAB" ]; }
`;

// The mark is written in the same transaction that makes the bridge: there is no moment in which it has no owner. What
// fails halfway is taken back here, as Terraform runs no destroy step for what was never finished.
const CREATE = `${PRELUDE}command -v ovs-vsctl > /dev/null || { say "Open vSwitch is not installed on this host"; exit 21; }
made=yes
if found; then
  made=no
  owned || { say "it exists and is not this lab's: it is left alone"; exit 20; }
fi
undo() { [ "$made" = no ] || $S ovs-vsctl --if-exists del-br "$LW_BRIDGE" || true; say "it could not be made"; exit 22; }
$S ovs-vsctl --may-exist add-br "$LW_BRIDGE" -- set bridge "$LW_BRIDGE" "datapath_type=$LW_DATAPATH" \\
  "external_ids:labwright-lab=$LW_LAB" "external_ids:labwright-bridge=$LW_NAME" || undo
$S ip link set "$LW_BRIDGE" up || undo
`;

const REMOVE = `${PRELUDE}command -v ovs-vsctl > /dev/null || exit 0
found || exit 0
owned || { say "it is not this lab's any more: it is left alone"; exit 0; }
$S ovs-vsctl --if-exists del-br "$LW_BRIDGE"
`;

/**
 * An Open vSwitch bridge that is created and removed with the lab: the provider has no resource for one, so a
 * `terraform_data` keeps it. Its name on the host is derived, so that no lab takes another's `br0`.
 * @see https://docs.openvswitch.org/en/latest/ref/ovs-vsctl.8/
 */
export class OvsBridge extends Construct {
  readonly lab: Lab;
  readonly name: string;
  /** Its name on the host, 15 characters. */
  readonly hostName: string;
  readonly datapath?: "system" | "netdev";
  /** What networks on it wait for. */
  readonly resource: TerraformResource;

  constructor(scope: Construct, id: string, props: OvsBridgeProps = {}) {
    super(placeIn(scope, id), id);
    this.lab = Lab.of(this);
    const check = this.lab.checker(this);
    check.known(props, ["datapath"]);
    this.name = check.text("name", id, NAME_PATTERN, rules.name, "bridge");
    this.datapath = props?.datapath === undefined ? undefined : check.oneOf("datapath", props.datapath, ["system", "netdev"], "system");
    this.hostName = this.lab.interfaceName(this.node.path);
    this.resource = this.makeResource();
    this.lab.addBridge(this);
  }

  toSpec(): BridgeSpec {
    return { name: this.name, path: this.node.path, hostName: this.hostName, datapath: this.datapath };
  }

  // A destroy-time provisioner sees only `self`: all it needs is in `input`, and the host's command in its own text.
  private makeResource(): TerraformResource {
    const { host, labId, resources } = this.lab;
    const datapath = this.datapath ?? resources.ovsDatapath;
    const values = { LW_BRIDGE: this.hostName, LW_LAB: labId, LW_NAME: this.name };
    const remove = localExec(hostCommand(host, REMOVE, values), { when: "destroy" });
    return new TerraformData(this, "bridge", () => {
      const input = { bridge: this.hostName, lab: labId, host: host.uri, datapath };
      return { input, triggers_replace: input, provisioner: [createStep(host.ssh, values, datapath), remove] };
    });
  }
}

knownByMark(OvsBridge, "OvsBridge");

// The datapath may be a Terraform variable, which must stay unescaped; every other value is plain text.
function createStep(ssh: string | undefined, values: Readonly<Record<string, string>>, datapath: string): Readonly<Record<string, unknown>> {
  const marker = "LABWRIGHT_DATAPATH";
  const step = localExec(hostCommand({ ssh }, CREATE, { ...values, LW_DATAPATH: marker }));
  return JSON.parse(JSON.stringify(step).replaceAll(marker, JSON.stringify(datapath).slice(1, -1))) as Record<string, unknown>;
}
