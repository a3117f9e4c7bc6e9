import type { CloudInitFile } from "../constructs/machine/cloud-init";
import type { MachineScript } from "./exercise";

/** cloud-init of a swarm's host that has its images itself: Docker would otherwise ask a registry for them at each start of a task. */
export const SWARM_OFFLINE: { readonly files: readonly CloudInitFile[]; readonly commands: readonly string[] } = {
  files: [{ path: "/etc/systemd/system/docker.service.d/offline.conf", content: "[Service]\nEnvironment=DOCKER_SERVICE_PREFER_OFFLINE_IMAGE=1\n" }],
  commands: ["systemctl daemon-reload", "systemctl restart docker"],
};

/** NIC that the hosts of a swarm know each other by. */
const NIC = "mgmt";

/** Where the manager hands out the token meanwhile. By hand, it is copied from one terminal to the other. */
const TOKEN_PORT = 8099;

const isActive = `docker info -f '{{.Swarm.LocalNodeState}}' | grep -x active > /dev/null`;

/** Part of solutions: makes one swarm of the hosts, or leaves the one they are. */
export function formSwarm(manager: string, workers: readonly string[]): MachineScript[] {
  return [
    {
      machine: manager,
      run: `${isActive} || docker swarm init --advertise-addr ${NIC} > /dev/null
mkdir -p /run/swarm-token
docker swarm join-token -q worker > /run/swarm-token/worker
systemctl is-active -q swarm-token || systemd-run -q --unit swarm-token --property RuntimeMaxSec=600 /bin/busybox httpd -f -p ${TOKEN_PORT} -h /run/swarm-token`,
    },
    ...workers.map((machine) => ({
      machine,
      // One that is a swarm of its own leaves it.
      run: `[ "$(docker info -f '{{.Swarm.ControlAvailable}}')" = false ] || docker swarm leave --force
${isActive} || docker swarm join --token "$(curl -fsS --retry 10 --retry-connrefused http://${manager}:${TOKEN_PORT}/worker)" ${manager}:2377`,
    })),
    { machine: manager, run: "systemctl stop swarm-token" },
  ];
}
