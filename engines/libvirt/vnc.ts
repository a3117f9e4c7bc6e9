import { LabError } from "../../constructs/core/lab-error";
import { verbatim, type Text } from "../../constructs/core/text";
import type { OpenedVnc } from "../engine";
import { NO_DISPLAY, vncPassword } from "../vnc-password";
import type { Virsh } from "./virsh";

/**
 * Unlocks a running machine's VNC display with a password made now. It is set in the running QEMU only: neither the
 * domain's definition nor Terraform's state ever holds it.
 * @throws LabError LW3005
 */
export async function openVnc(virsh: Virsh, domain: string): Promise<OpenedVnc> {
  const password = vncPassword();
  const xml = await virsh.call("dumpxml", domain);
  const port = /<graphics type='vnc' port='(\d+)'/.exec(xml.stdout)?.[1];
  const fail = (why: Text): LabError => LabError.of("LW3005", { machine: domain, step: "vnc", why });
  if (xml.code !== 0 || port === undefined) throw fail(xml.stderr.trim() ? verbatim(xml.stderr.trim()) : NO_DISPLAY);
  const monitor = async (command: object): Promise<void> => {
    const { code, stdout, stderr } = await virsh.callSecretly("qemu-monitor-command", domain, JSON.stringify(command));
    const answer = stdout.split("\n").map((line) => line.replace(/virsh # $/, "")).find((line) => /^\{.*"(return|error)":/.test(line));
    if (code === 0 && answer !== undefined && !answer.includes('"error":')) return;
    const why = answer ?? stderr.split("\n").find((line) => line.startsWith("error:") && !line.includes("/dev/null")) ?? stderr;
    throw fail(verbatim(why.replaceAll(password, "…").trim()));
  };
  await monitor({ execute: "set_password", arguments: { protocol: "vnc", password } });
  await monitor({ execute: "expire_password", arguments: { protocol: "vnc", time: "never" } });
  return { address: `127.0.0.1:${port}`, port: Number(port), password };
}
