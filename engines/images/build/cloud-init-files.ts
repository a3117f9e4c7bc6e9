import type { ImageFile } from "./recipe";

/** Stock Debian's, less the modules no lab asks for. */
const CLOUD_CFG = `users: [default]
disable_root: true
preserve_hostname: false
# The stock list looks for two dozen clouds.
datasource_list: [NoCloud, None]
apt: { preserve_sources_list: true }
# What the image has; another one would be generated, or be an error where locales are missing.
locale: C.UTF-8
# RSA takes seconds under emulation.
ssh_genkeytypes: [ed25519]
cloud_init_modules: [bootcmd, write-files, disk_setup, mounts, set_hostname, update_hostname, update_etc_hosts, ca-certs, users-groups, ssh]
cloud_config_modules: [locale, set-passwords, apt-configure, ntp, timezone, runcmd]
cloud_final_modules: [package-update-upgrade-install, write-files-deferred, scripts-vendor, scripts-per-once, scripts-per-boot, scripts-per-instance, scripts-user, final-message, power-state-change]
system_info:
  distro: debian
  default_user:
    name: debian
    lock_passwd: true
    gecos: Debian
    groups: [adm, audio, cdrom, dialout, dip, floppy, netdev, plugdev, sudo, video]
    sudo: ["ALL=(ALL) NOPASSWD:ALL"]
    shell: /bin/bash
  paths: { cloud_dir: /var/lib/cloud/, templates_dir: /etc/cloud/templates/ }
  ssh_svcname: ssh
`;

/** Stock asks a long shell script which cloud this is; here cloud-init always runs. */
const GENERATOR = `#!/bin/sh
mkdir -p /run/cloud-init "$2/multi-user.target.wants"
: > /run/cloud-init/enabled
ln -sf /lib/systemd/system/cloud-init.target "$2/multi-user.target.wants/cloud-init.target"
`;

/**
 * cloud-init is four Python processes in a row; under emulation each spends seconds on imports alone.
 * This one imports once, then forks a child per stage when that stage's unit asks: the stages stay
 * processes of their own, in systemd's order. (cloud-init 24.3 does much the same.)
 */
const STAGES_PY = `import importlib, os, sys
from cloudinit.cmd.main import main

STAGES = {"local": ["init", "--local"], "network": ["init"], "config": ["modules", "--mode=config"], "final": ["modules", "--mode=final"]}
PRELOAD = ["cloudinit.sources.DataSourceNoCloud", "cloudinit.distros.debian", "cloudinit.net.netplan"]

def run(argv):
    child = os.fork()
    if child == 0:
        try:
            sys.argv = ["/usr/bin/cloud-init"] + argv
            code = main(list(sys.argv))
        except SystemExit as stop:
            code = stop.code
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(code or 0) & 255)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

for name in PRELOAD:
    importlib.import_module(name)
for stage, argv in STAGES.items():
    fifo = "/run/cloud-init-stages/" + stage
    open(fifo).read()
    code = run(argv)
    with open(fifo, "w") as answer:
        answer.write("%d\\n" % code)
`;

const STAGES_SERVICE = `[Unit]
Description=cloud-init's stages, imported once
DefaultDependencies=no
RequiresMountsFor=/var/lib/cloud
After=systemd-remount-fs.service
Before=shutdown.target
Conflicts=shutdown.target

[Service]
RuntimeDirectory=cloud-init-stages
RuntimeDirectoryPreserve=yes
ExecStartPre=mkfifo /run/cloud-init-stages/local /run/cloud-init-stages/network /run/cloud-init-stages/config /run/cloud-init-stages/final
ExecStart=/usr/bin/python3 /usr/local/lib/labwright/cloud-init-stages.py
# What users' scripts leave running stays.
KillMode=process
TasksMax=infinity
StandardOutput=journal+console
`;

function stageDropIn(stage: string): ImageFile {
  return { content: `[Unit]
Requires=cloud-init-stages.service
After=cloud-init-stages.service

[Service]
ExecStart=
ExecStart=/bin/sh -c 'fifo=/run/cloud-init-stages/${stage}; : > $fifo; read code < $fifo; exit $code'
` };
}

/** Waiting costs Python three seconds, and then processor time the boot needs: the shell waits, Python reports. */
const CLOUD_INIT_COMMAND = `#!/bin/sh
[ "$1" = status ] || exec /usr/bin/cloud-init "$@"
shift
case " $* " in *" --wait "*|*" -w "*)
  until [ -e /run/cloud-init/result.json ]; do sleep 0.5; done
esac
exec /usr/bin/python3 -m cloudinit.cmd.status "$@"
`;

/** As netplan's own command does it, without its Python. */
const NETPLAN_COMMAND = `#!/bin/sh
[ "$1" = generate ] || exec /usr/sbin/netplan "$@"
shift
exec /usr/libexec/netplan/generate "$@"
`;

export const CLOUD_INIT_FILES: Readonly<Record<string, ImageFile>> = {
  "etc/cloud/cloud.cfg": { content: CLOUD_CFG },
  "etc/systemd/system-generators/cloud-init-generator": { content: GENERATOR, mode: 0o755 },
  "usr/local/lib/labwright/cloud-init-stages.py": { content: STAGES_PY },
  "etc/systemd/system/cloud-init-stages.service": { content: STAGES_SERVICE },
  "etc/systemd/system/cloud-init-local.service.d/stage.conf": stageDropIn("local"),
  "etc/systemd/system/cloud-init.service.d/stage.conf": stageDropIn("network"),
  "etc/systemd/system/cloud-config.service.d/stage.conf": stageDropIn("config"),
  "etc/systemd/system/cloud-final.service.d/stage.conf": stageDropIn("final"),
  // Before /usr/bin and /usr/sbin on everybody's path.
  "usr/local/bin/cloud-init": { content: CLOUD_INIT_COMMAND, mode: 0o755 },
  "usr/local/sbin/netplan": { content: NETPLAN_COMMAND, mode: 0o755 },
};
