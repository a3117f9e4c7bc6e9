import { quote } from "../../../constructs/terraform/host-command";
import { formatBytes } from "../../../constructs/core/size";
import { missingMachines, NotVisible, type Check, type DoctorContext } from "../check";
import type { StorageFacts } from "../facts/machine-facts";
import { diskOf } from "../lab-needs";
import { asRoot } from "../packages";
import { advice, fail, ok, text, warn, type Finding } from "../result";

const GIB = 1024 ** 3;

/** What a lab takes at once: disks grow as they are written to, images arrive whole. */
const FIRST_BOOT = { perMachine: GIB / 2, perImage: GIB };

async function storageOf(context: DoctorContext): Promise<StorageFacts> {
  const { storage } = await context.hostFacts();
  if (storage) return storage;
  throw new NotVisible(text("the host did not tell", "宿主机未返回该信息"));
}

const directory: Check = {
  id: "storage",
  title: text("Storage directory", "存储目录"),
  neededFor: text("the machines' disks", "虚拟机磁盘"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const storage = await storageOf(context);
    const { path } = storage;
    if (!storage.exists) {
      const command = `${asRoot(facts)}install -d -m 0711 ${quote(path)}`;
      return fail(
        text(`${path} does not exist`, `${path} 不存在`),
        { text: text("make it", "创建该目录"), command, needsRoot: true, where: "host" },
        { code: "LW2012", values: { path, host: context.hostName, command } },
      );
    }
    const shut = storage.directories.filter(({ passable }) => !passable);
    const who = facts.qemuUser;
    if (shut.length === 0 || who === "root" || who === "0" || who === "") return ok(text(path, path));
    const paths = shut.map((entry) => quote(entry.path)).join(" ");
    const command = `${asRoot(facts)}setfacl -m u:${who}:x ${paths}`;
    return fail(
      text(`QEMU runs as ${who}, which may not pass ${shut.map((entry) => entry.path).join(", ")}`, `QEMU 以 ${who} 身份运行，无法进入 ${shut.map((entry) => entry.path).join("、")}`),
      { text: text(`let ${who} pass, without reading the directory`, `允许 ${who} 进入（不含读取权限）`), command, needsRoot: true, where: "host" },
      { code: "LW2014", values: { user: who, path: shut[0]?.path ?? path, command } },
    );
  },
};

const images: Check = {
  id: "image-directory",
  title: text("Image directory", "镜像目录"),
  neededFor: text("images, fetched once and shared by all labs", "一次下载、供所有实验环境共用的镜像"),
  preflight: true,
  async run(context) {
    const facts = await context.hostFacts();
    const { imagePath } = context.host;
    const { imageDirectory } = await storageOf(context);
    if (imageDirectory === "writable") return ok(text(`${imagePath} is ${facts.user}'s to write`, `用户 ${facts.user} 可写 ${imagePath}`));
    const command = `${asRoot(facts)}install -d -o ${facts.user} -m 0755 ${quote(imagePath)}`;
    const fix = { text: text(`hand it to user ${facts.user}`, `将该目录交给用户 ${facts.user}`), command, needsRoot: true, where: "host" as const };
    if (imageDirectory === "by-sudo") return { ...ok(text(`${imagePath}, by sudo without a password`, `${imagePath}（通过免密 sudo 写入）`)), fix } satisfies Finding;
    return fail(
      text(`user ${facts.user} may not write ${imagePath}`, `用户 ${facts.user} 无法写入 ${imagePath}`),
      fix,
      { code: "LW2013", values: { user: facts.user, path: imagePath, host: context.hostName, command } },
    );
  },
};

const disk: Check = {
  id: "disk",
  title: text("Free disk space", "可用磁盘空间"),
  neededFor: text("images and the machines' disks", "镜像与虚拟机磁盘"),
  preflight: true,
  async run(context) {
    const { free, path } = await storageOf(context);
    if (free === undefined) throw new NotVisible(text("the host did not tell", "宿主机未返回该信息"));
    const { lab } = context;
    const have = formatBytes(free);
    if (!lab) {
      if (free >= 10 * GIB) return ok(text(`${have} on ${path}`, `${path} 可用 ${have}`));
      return warn(text(`${have} on ${path}: enough for small labs only`, `${path} 仅剩 ${have}：只够小型实验环境`), freeSome(path));
    }
    const machines = await missingMachines(context);
    const atOnce = machines.length * FIRST_BOOT.perMachine + (machines.length > 0 ? lab.images.length * FIRST_BOOT.perImage : 0);
    const grown = diskOf(machines);
    if (free < atOnce) {
      return fail(
        text(`${have} on ${path}, the lab needs ${formatBytes(atOnce)} to start`, `${path} 可用 ${have}，启动该实验环境需要 ${formatBytes(atOnce)}`),
        freeSome(path),
        { code: "LW2011", values: { needed: formatBytes(atOnce), path, host: context.hostName, free: have } },
      );
    }
    if (free < grown) {
      return warn(text(`${have} on ${path}; the lab's disks may grow to ${formatBytes(grown)}`, `${path} 可用 ${have}；该实验环境的磁盘最多会增长到 ${formatBytes(grown)}`), freeSome(path));
    }
    return ok(text(`${have} on ${path}, the lab's disks may grow to ${formatBytes(grown)}`, `${path} 可用 ${have}，该实验环境的磁盘最多占用 ${formatBytes(grown)}`));
  },
};

function freeSome(path: string): ReturnType<typeof advice> {
  return advice(text(`free space on ${path}: \`labwright image prune\` removes images that no lab uses`, `请在 ${path} 上腾出空间：\`labwright image prune\` 会删除无人使用的镜像`), "here");
}

export const storageChecks: readonly Check[] = [directory, images, disk];
