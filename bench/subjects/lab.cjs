// A lab of any size: every machine has two NICs, on neighbouring networks of a ring of NAT, isolated and OVS networks.
"use strict";

/** @param labwright the package */
function makeLab(labwright, app, machines, networks) {
  const { Image, IsolatedNetwork, KvmHost, LabStack, Machine, NatNetwork, OvsNetwork, Size } = labwright;
  const lab = new LabStack(app, "scale", { host: KvmHost.local() });
  const ring = Array.from({ length: networks }, (_, index) => {
    const id = `net-${index}`;
    if (index % 4 === 1) return new IsolatedNetwork(lab, id);
    if (index % 4 === 3) return new OvsNetwork(lab, id, { vlans: { web: 100, db: 200 } });
    return new NatNetwork(lab, id);
  });
  const port = (network, index) => {
    if (!(network instanceof OvsNetwork)) return network;
    return index % 3 === 0 ? network.trunk(["web", "db"], { subinterfaces: true }) : network.access(index % 3 === 1 ? "web" : "db");
  };
  for (let index = 0; index < machines; index++) {
    const here = ring[index % networks];
    const next = ring[(index + 1) % networks];
    new Machine(lab, `m-${index}`, {
      image: Image.debian12(),
      vcpus: 2,
      memory: Size.gibibytes(2),
      disk: Size.gibibytes(20),
      disks: index % 4 === 0 ? [{ size: Size.gibibytes(5) }] : [],
      networks: here === next ? [port(here, index)] : [port(here, index), port(next, index)],
      cloudInit: {
        packages: ["nginx", "curl"],
        files: [{ path: "/var/www/html/index.html", content: `<h1>machine ${index}</h1>\n` }],
        commands: ["systemctl enable --now nginx"],
      },
    });
  }
  return lab;
}

module.exports = { makeLab };
