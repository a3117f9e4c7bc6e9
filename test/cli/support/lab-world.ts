import { join } from "node:path";
import { packageSets } from "../../../engines/images/build/package-sets";
import { FakeHost } from "../../engines/support/fake-host";
import { putBuiltImage } from "../../engines/support/built-image";
import { pretended } from "./fake-engine";
import { onMachines } from "./fake-shell";
import { CommandLine, type MainExtras, type MainResult } from "./run-main";

const SCRIPTS: Readonly<Record<string, string>> = {
  "qemu-system-x86_64": "echo 'QEMU emulator version 7.2.0'\n",
  "qemu-img": "exit 0\n",
  ssh: 'echo "ssh $*" >> "$FAKE_DIR/log"\n',
  "ssh-keygen": 'while [ "$1" != -f ]; do shift; done\necho private > "$2"; echo "ssh-ed25519 AAAA labwright" > "$2.pub"\n',
};

/**
 * A user's folders with an image in the cache, on a host whose programs are faked. Tests put `FakeEngine` and `FakeShell` in
 * the place of the embedded engine and of SSH, by `jest.mock`.
 */
export class LabWorld {
  readonly host = new FakeHost(SCRIPTS);
  readonly line = new CommandLine();

  constructor({ hasImage = true } = {}) {
    pretended.clear();
    onMachines.clear();
    this.configure();
    if (!hasImage) return;
    const packages = [...new Set([...Object.values(packageSets).flatMap((set) => set.packages), "docker.io", "apparmor", "iptables", "busybox-static", "qemu-system-x86", "jq"])];
    putBuiltImage(join(this.line.root, "cache"), "debian-12-of-the-test", { packages });
  }

  configure(more: Readonly<Record<string, unknown>> = {}): void {
    this.line.configure({ engine: "embedded", accelerator: "tcg", instance: "here", storagePath: this.host.directory, ...more });
  }

  /** Runs `labwright ...words`, and says yes where it asks. */
  run(words: readonly string[], extras: MainExtras = {}): Promise<MainResult> {
    return this.line.run(words, { answer: true, ...extras });
  }

  async json<T>(words: readonly string[]): Promise<T> {
    return JSON.parse((await this.run([...words, "--json"])).stdout) as T;
  }

  close(): void {
    this.host.close();
    this.line.close();
  }
}
