import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../../engines/embedded/free-port";
import { isoImage } from "../../../../engines/embedded/seed/iso-image";
import type { BuiltImage } from "../../../../engines/images/build/built-image";
import { run } from "../../../../engines/process/run";
import { exec } from "./exec";

const BOOT_MS = 300_000;

/** How a machine booted, in seconds from its start. */
export interface Boot {
  readonly ssh: number;
  readonly cloudInit: number;
  readonly console: string;
  /** What the commands said, over SSH. */
  readonly said: string;
}

/** Boots an image on a disk of its own by plain QEMU until cloud-init is done, and runs commands in it. */
export async function bootImage(image: BuiltImage, how: "kernel" | "bios", commands: string): Promise<Boot> {
  const work = mkdtempSync(join(tmpdir(), "labwright-boot-"));
  const controller = new AbortController();
  try {
    const [key, seed, disk, serial] = ["key", "seed.iso", "disk.qcow2", "serial.log"].map((name) => join(work, name)) as [string, string, string, string];
    await exec("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
    await exec("qemu-img", "create", "-q", "-f", "qcow2", "-b", image.path, "-F", "qcow2", disk, "5G");
    writeFileSync(seed, seedOf(readFileSync(`${key}.pub`, "utf8").trim()));
    writeFileSync(serial, "");
    const port = await freePort();
    const started = Date.now();
    const machine = run(["qemu-system-x86_64", ...machineWords(disk, seed, serial, port), ...(how === "kernel" ? kernelWords(image) : [])], { signal: controller.signal, endsOnlyKilled: true });
    const ssh = (command: string): ReturnType<typeof run> => run(["ssh", "-i", key, "-p", String(port), ...SSH_OPTIONS, `${image.user}@127.0.0.1`, command], { timeoutMs: 30_000 });
    const read = (): string => readFileSync(serial, "utf8");
    const seconds = async (isDone: () => Promise<boolean>): Promise<number> => {
      while (!(await isDone())) {
        if (Date.now() - started > BOOT_MS) throw new Error(`the machine did not come up\n${read().slice(-3000)}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return (Date.now() - started) / 1000;
    };
    const answered = await seconds(async () => (await ssh("true")).code === 0);
    const finished = await seconds(() => Promise.resolve(/Cloud-init v\. \S+ finished/.test(read())));
    const said = (await ssh(commands)).stdout;
    controller.abort();
    await machine;
    return { ssh: answered, cloudInit: finished, console: read(), said };
  } finally {
    controller.abort();
    rmSync(work, { recursive: true, force: true });
  }
}

const SSH_OPTIONS = ["BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=20"].flatMap((option) => ["-o", option]);

function machineWords(disk: string, seed: string, serial: string, port: number): string[] {
  return [
    "-no-user-config", "-nodefaults", "-display", "none", "-machine", "q35,accel=tcg", "-cpu", "max", "-smp", "2", "-m", "768M",
    "-serial", `file:${serial}`, "-device", "virtio-rng-pci",
    "-drive", `file=${disk},if=virtio,format=qcow2`, "-drive", `file=${seed},if=virtio,format=raw,readonly=on`,
    "-netdev", `user,id=net,hostfwd=tcp:127.0.0.1:${port}-:22`, "-device", "virtio-net-pci,netdev=net,romfile=",
  ];
}

function kernelWords({ folder, kernel }: BuiltImage): string[] {
  return ["-kernel", join(folder, kernel.file), "-initrd", join(folder, kernel.initrd), "-append", kernel.arguments];
}

function seedOf(publicKey: string): Buffer {
  const files = {
    "user-data": `#cloud-config\n${JSON.stringify({ hostname: "booted", ssh_authorized_keys: [publicKey] })}\n`,
    "meta-data": "instance-id: booted\n",
    "network-config": `${JSON.stringify({ version: 2, ethernets: { any: { match: { driver: "virtio_net" }, dhcp4: true } } })}\n`,
  };
  return isoImage("cidata", Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}
