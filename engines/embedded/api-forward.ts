import type { ApiAddress } from "../cluster/kubeconfig";
import { freePort } from "./free-port";
import type { MachineFiles } from "./lab-files";
import { readRecord, writeRecord } from "./machine-record";
import { MANAGEMENT_NETDEV } from "./qemu/management";
import { Qmp, QmpError } from "./qmp";

const API_PORT = 6443;
const LOOPBACK = "127.0.0.1";

/** Lets this machine reach the API server of a running machine, at the port that it had before if that is free. */
export function forwardApi(socket: string, files: MachineFiles): Promise<ApiAddress> {
  return Qmp.with(socket, async (qmp) => {
    const monitor = (line: string): Promise<string> => qmp.execute<string>("human-monitor-command", { "command-line": line });
    const there = new RegExp(`TCP\\[HOST_FORWARD\\].*${LOOPBACK}\\s+(\\d+)\\s+\\S+\\s+${API_PORT}\\b`).exec(await monitor("info usernet"))?.[1];
    if (there !== undefined) return { address: LOOPBACK, port: Number(there) };
    const kept = readRecord(files);
    const port = await freePort(kept?.apiPort);
    const said = await monitor(`hostfwd_add ${MANAGEMENT_NETDEV} tcp:${LOOPBACK}:${port}-:${API_PORT}`);
    if (said.trim() !== "") throw new QmpError(said.trim());
    if (kept !== undefined) writeRecord(files, { ...kept, apiPort: port });
    return { address: LOOPBACK, port };
  });
}
