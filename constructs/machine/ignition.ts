import type { Checker } from "../core/checker";
import { rules } from "../core/rules";
import { TEXT } from "../core/text";
import { SSH_PUBLIC_KEY } from "../spec/lab-spec";
import { defaultRoutes, outwardNic } from "./network-config";
import type { Nic } from "./nic";
import { findSecret } from "./secrets";

/** A file that Ignition writes. */
export interface IgnitionFile {
  readonly path: string;
  readonly content: string;
  /** Octal, such as 0o644. @default 0o644 */
  readonly mode?: number;
}

/** A systemd unit, enabled. */
export interface IgnitionUnit {
  readonly name: string;
  readonly contents: string;
}

/** What a machine with Ignition (Flatcar) does at its first boot. */
export interface IgnitionProps {
  readonly files?: readonly IgnitionFile[];
  readonly units?: readonly IgnitionUnit[];
}

/** Checks what was given, and goes on with what of it is usable. @internal */
export function checkIgnition(check: Checker, machine: string, props: IgnitionProps): Required<IgnitionProps> {
  const given: IgnitionProps = check.mapping("ignition", props);
  check.known(given, ["files", "units"]);
  const text = (property: string, value: unknown): string => check.text(property, value, TEXT, rules.text, "");
  const checked = {
    files: check.list("ignition.files", given.files).map((item, index): IgnitionFile => {
      const at = `ignition.files[${index}]`;
      const file = check.mapping(at, item);
      check.known(file, ["path", "content", "mode"]);
      const mode = check.integer(`${at}.mode`, file["mode"] ?? 0o644, { min: 0, max: 0o7777 }, 0o644);
      return { path: check.text(`${at}.path`, file["path"], /^\/[^\0\n]*$/, rules.absolutePath, "/dev/null"), content: text(`${at}.content`, file["content"]), mode };
    }),
    units: check.list("ignition.units", given.units).map((item, index): IgnitionUnit => {
      const at = `ignition.units[${index}]`;
      const unit = check.mapping(at, item);
      check.known(unit, ["name", "contents"]);
      return { name: check.text(`${at}.name`, unit["name"], /^[\w@.:-]+\.[a-z]+$/, { en: "the name of a systemd unit, such as web.service", zh: "systemd 单元名称，例如 web.service" }, "x.service"), contents: text(`${at}.contents`, unit["contents"]) };
    }),
  };
  const secret = findSecret(checked);
  if (secret) check.problem("LW1061", { machine, given: secret });
  return checked;
}

/**
 * The Ignition configuration of a machine: SSH key, host name, and a systemd-networkd file for each NIC, found by MAC.
 * @see https://coreos.github.io/ignition/configuration-v3_3/
 */
export function renderIgnition(hostname: string, user: string, nics: readonly Nic[], props: IgnitionProps): string {
  const files = [
    { path: "/etc/hostname", content: `${hostname}\n` },
    ...nics.flatMap((nic, index) => networkdFiles(nic, index, nic === outwardNic(nics))),
    ...(props.files ?? []),
  ];
  return `${JSON.stringify({
    ignition: { version: "3.3.0" },
    passwd: { users: [{ name: user, sshAuthorizedKeys: [SSH_PUBLIC_KEY] }] },
    storage: { files: files.map(renderFile) },
    systemd: props.units?.length ? { units: props.units.map((unit) => ({ ...unit, enabled: true })) } : undefined,
  }, undefined, 2)}\n`;
}

function renderFile({ path, content, mode }: IgnitionFile): unknown {
  return { path, mode: mode ?? 0o644, overwrite: true, contents: { source: `data:,${encodeURIComponent(content)}` } };
}

function networkdFiles(nic: Nic, index: number, isOutward: boolean): IgnitionFile[] {
  const base = `/etc/systemd/network/${10 + index}-${nic.name}`;
  const gateways = isOutward ? defaultRoutes(nic).map(({ via }) => via) : [];
  const fixed = nic.addressing === "dhcp" ? nic.addresses.filter((address) => address.includes(":")) : nic.addresses;
  const lines = [
    ...(nic.addressing === "dhcp" ? ["DHCP=ipv4"] : []),
    ...fixed.map((address) => `Address=${address}`),
    ...gateways.flatMap((via) => [`Gateway=${via}`, `DNS=${via}`]),
    ...nic.vlanInterfaces.map(({ name }) => `VLAN=${name}`),
  ];
  const match = `[Match]\nMACAddress=${nic.mac}\nType=ether\n`;
  const mtu = nic.network.mtu === undefined ? "" : `MTUBytes=${nic.network.mtu}\n`;
  return [
    { path: `${base}.link`, content: `${match}\n[Link]\nName=${nic.name}\n${mtu}` },
    { path: `${base}.network`, content: `${match}\n[Network]\n${lines.join("\n")}\n` },
    ...nic.vlanInterfaces.flatMap(({ name, tag, addresses }): IgnitionFile[] => [
      { path: `/etc/systemd/network/${10 + index}-${name}.netdev`, content: `[NetDev]\nName=${name}\nKind=vlan\n\n[VLAN]\nId=${tag}\n` },
      { path: `/etc/systemd/network/${10 + index}-${name}.network`, content: `[Match]\nName=${name}\n\n[Network]\n${addresses.map((address) => `Address=${address}`).join("\n")}\n` },
    ]),
  ];
}
