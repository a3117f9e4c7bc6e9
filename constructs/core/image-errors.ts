import type { ErrorEntry } from "./error-catalogue";

/** Errors of building images: what the machine lacks for it (210x), the build itself (303x), and what was asked for (403x). */
export const imageErrors = {
  LW2100: {
    what: { en: "no image can be built here, it lacks: {missing}", zh: "本机无法构建镜像，缺少：{missing}" },
    fix: { en: "{fix}", zh: "{fix}" },
  },
  LW2101: {
    what: { en: "`{user}` has no range of subordinate ids in /etc/subuid and /etc/subgid", zh: "`{user}` 在 /etc/subuid 与 /etc/subgid 中没有从属 ID 范围" },
    rule: { en: "an image has files of many accounts; who is not root makes them in a user namespace", zh: "镜像中有多个账号的文件；非 root 用户须在用户命名空间中创建" },
    fix: { en: "`{command}`, or build as root", zh: "执行 `{command}`，或以 root 身份构建" },
  },
  LW2102: {
    what: { en: "this user may make no namespaces: {why}", zh: "当前用户不能创建命名空间：{why}" },
    rule: { en: "an image is built in namespaces, so that nothing of it is left on this machine", zh: "镜像在命名空间中构建，以免在本机留下残留" },
    fix: { en: "build as root; or allow user namespaces (Ubuntu: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`), with util-linux 2.38 or later", zh: "请以 root 身份构建；或允许用户命名空间（Ubuntu：`sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`），并使用 util-linux 2.38 或更高版本" },
  },
  LW2103: {
    what: { en: "images are built for x86_64, and this machine is {given}", zh: "镜像仅支持为 x86_64 构建，而本机是 {given}" },
    fix: { en: "build on an x86_64 machine; on this one labs take the catalogue's images", zh: "请在 x86_64 机器上构建；本机的实验环境可使用目录中的镜像" },
  },
  LW3030: {
    what: { en: "the Debian archive could not be read: {why}", zh: "无法读取 Debian 软件源：{why}" },
    fix: { en: "name one that this machine reaches by `mirrors.apt` and `mirrors.aptSecurity` in labwright.config.json", zh: "请在 labwright.config.json 中用 `mirrors.apt` 与 `mirrors.aptSecurity` 指定本机可达的软件源" },
  },
  LW3031: {
    what: { en: "there is no room for the image: {why}", zh: "磁盘空间不足，无法存放镜像：{why}" },
    fix: { en: "make room, or name another folder by `cacheDirectory` in labwright.config.json; `labwright image prune --built` removes built images", zh: "请释放空间，或在 labwright.config.json 中用 `cacheDirectory` 指定其他目录；`labwright image prune --built` 可删除已构建的镜像" },
  },
  LW3032: {
    what: { en: "the image could not be built: {tool} failed: {why}", zh: "镜像构建失败：{tool} 出错：{why}" },
    fix: { en: "nothing is left of it; the same command tries it again", zh: "未留下任何残留；再次运行同一命令可重试" },
  },
  LW3033: {
    what: { en: "interrupted", zh: "已中断" },
    fix: { en: "nothing is left of the image; the same command builds it again", zh: "未留下镜像的任何残留；再次运行同一命令可重新构建" },
  },
  LW4030: {
    what: { en: "there is no package set `{given}`", zh: "没有名为 `{given}` 的软件包集" },
    fix: { en: "the sets are: {known}; `labwright image build --help` tells what they are for", zh: "可用的软件包集：{known}；`labwright image build --help` 有说明" },
  },
  LW4031: {
    what: { en: "Debian has no package `{given}`: {why}", zh: "Debian 中没有软件包 `{given}`：{why}" },
    fix: { en: "`apt-cache search` and https://packages.debian.org find names", zh: "可用 `apt-cache search` 或在 https://packages.debian.org 上查找名称" },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;
