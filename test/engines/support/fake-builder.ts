import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Builder } from "../../../engines/images/build/requirements";
import { fakeCommands } from "../../support/fake-command";

// Installs nothing: a tree with a kernel in it. The file `mmdebstrap` says what else it does.
const MMDEBSTRAP = `
echo "$*" >> "$FAKE_DIR/mmdebstrap.log"
[ ! -e "$FAKE_DIR/mmdebstrap" ] || . "$FAKE_DIR/mmdebstrap"
while [ "$1" != bookworm ]; do shift; done
mkdir -p "$2/dev" "$2/etc"
echo kernel > "$2/vmlinuz"; echo initrd > "$2/initrd.img"; echo builder > "$2/etc/hostname"
`;

const TOOLS: Readonly<Record<string, string>> = {
  mmdebstrap: MMDEBSTRAP,
  unshare: '[ ! -e "$FAKE_DIR/no-namespaces" ] || { echo "unshare: unshare failed: Operation not permitted" >&2; exit 1; }\nwhile :; do case $1 in --*) shift ;; *) break ;; esac; done; exec "$@"\n',
  setpriv: 'shift 2; exec "$@"\n',
  mount: "",
  chroot: 'echo "$4" >> "$FAKE_DIR/chroot.log"\n',
  mke2fs: '[ ! -e "$FAKE_DIR/mke2fs" ] || . "$FAKE_DIR/mke2fs"\n',
  sfdisk: "cat > /dev/null\n",
  "grub-mkimage": 'while [ "$1" != -o ]; do shift; done; echo loader > "$2"\n',
  "qemu-img": 'for last; do :; done; echo disk > "$last"\n',
  newuidmap: "", newgidmap: "",
};

/** A machine that builds images by scripts in place of the tools. */
export class FakeBuilder {
  readonly directory = mkdtempSync(join(tmpdir(), "labwright-fake-builder-"));
  private readonly path = process.env["PATH"];

  constructor() {
    process.env["FAKE_DIR"] = this.directory;
    process.env["PATH"] = fakeCommands(this.directory, TOOLS);
    mkdirSync(join(this.directory, "grub"));
    this.write("grub/boot.img", "boot".padEnd(512));
    this.write("keyring", "key");
  }

  /** Debian, where a user has a range of ids. */
  machine(other: Partial<Builder> = {}): Builder {
    return {
      arch: "x64", uid: 1000, user: "ann", osRelease: "ID=debian\n", subordinates: "ann:100000:65536\n",
      grub: join(this.directory, "grub"), keyring: join(this.directory, "keyring"), ...other,
    };
  }

  cache(name = "cache"): string {
    return join(this.directory, name);
  }

  write(file: string, content = ""): void {
    writeFileSync(join(this.directory, file), content);
  }

  /** What a tool was called with, a line each. */
  calls(tool: "mmdebstrap" | "chroot"): string[] {
    const file = join(this.directory, `${tool}.log`);
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }

  close(): void {
    process.env["PATH"] = this.path;
    delete process.env["FAKE_DIR"];
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export async function withFakeBuilder<T>(use: (builder: FakeBuilder) => Promise<T>): Promise<T> {
  const builder = new FakeBuilder();
  try {
    return await use(builder);
  } finally {
    builder.close();
  }
}
