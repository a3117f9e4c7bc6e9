/** What containerd is configured by: the packages' own turns the interface off that the kubelet talks to. @see https://github.com/containerd/containerd/blob/main/docs/cri/config.md */
export function containerdConfig(pause: string): string {
  return `version = 3
[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = '${pause}'
[plugins.'io.containerd.cri.v1.images'.registry]
  config_path = '/etc/containerd/certs.d'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = true
`;
}

/** @see https://github.com/containerd/containerd/blob/main/containerd.service */
export const CONTAINERD_UNIT = `[Unit]
Description=containerd container runtime
After=network.target dbus.service local-fs.target

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/containerd
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`;

/** @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/kubelet-integration/ */
export const KUBELET_UNIT = `[Unit]
Description=kubelet: the Kubernetes node agent
Wants=network-online.target
After=network-online.target containerd.service

[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
EnvironmentFile=-/etc/default/kubelet
ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
Restart=always
StartLimitIntervalSec=0
RestartSec=5

[Install]
WantedBy=multi-user.target
`;
