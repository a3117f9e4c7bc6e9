/** The only machine of the chapter. */
export const MACHINE = "deb1";

/** Shell: a root file system of the machine's busybox in a folder, all of its commands in it. */
export function rootIn(folder: string): string {
  return `for name in bin sbin usr etc proc sys dev tmp run; do mkdir -p ${folder}/$name; done
[ -e ${folder}/bin/busybox ] || cp /bin/busybox ${folder}/bin/
for name in $(busybox --list); do [ $name = busybox ] || ln -sf busybox ${folder}/bin/$name; done`;
}
