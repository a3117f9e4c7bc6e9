import type { ClusterFileSpec } from "../spec/cluster-spec";
import { hashNumber } from "../core/naming";
import type { KubeadmSettings } from "./kubeadm-config";

/** What keeps an address on one of several machines, by VRRP. */
export const VIRTUAL_ROUTER_PACKAGE = "keepalived";

/**
 * keepalived's configuration on a control plane: the address of the API server is on the first whose own API server answers. With none that
 * does, as before the cluster is made, it is on the first.
 * @see https://github.com/kubernetes/kubeadm/blob/main/docs/ha-considerations.md
 */
export function keepVirtualIp({ clusterName, endpoint, addresses }: KubeadmSettings, { nic, address, index }: { readonly nic: string; readonly address: string; readonly index: number }): ClusterFileSpec {
  const peers = addresses.filter((other) => other !== address).map((other) => `    ${other}`).join("\n");
  // Machines of two labs may be on one LAN.
  const router = 1 + hashNumber(254, clusterName, endpoint.address);
  const content = `global_defs {
  enable_script_security
  script_user root
}
vrrp_script apiserver {
  script "/usr/bin/curl -fsk -o /dev/null --max-time 3 https://127.0.0.1:${endpoint.port}/livez"
  interval 3
  fall 3
  rise 2
  weight 50
}
vrrp_instance apiserver {
  state BACKUP
  interface ${nic}
  virtual_router_id ${router}
  priority ${100 - index}
  advert_int 1
  unicast_src_ip ${address}
  unicast_peer {
${peers}
  }
  virtual_ipaddress {
    ${endpoint.address}/32 dev ${nic}
  }
  track_script {
    apiserver
  }
}
`;
  return { path: "/etc/keepalived/keepalived.conf", content };
}
