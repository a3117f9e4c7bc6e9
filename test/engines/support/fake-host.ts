import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeCommands } from "../../support/fake-command";

// What is on the faked host is a file each; a name in `refuse` does not go. Calls are logged as they come.
const VIRSH = `
d="$FAKE_DIR"
echo "$*" >> "$d/argv"
shift 3
# Without a command it reads lines, says its prompt and each line, and ends with 0.
if [ $# = 0 ]; then
  while IFS= read -r line; do echo "virsh # $line"; eval "set -- $line"; ( . "$d/bin/virsh-commands" ); done
  exit 0
fi
. "$d/bin/virsh-commands"
`;

const VIRSH_COMMANDS = `
echo "virsh $*" >> "$d/log"
[ ! -e "$d/silent" ] || { echo "error: failed to connect to the hypervisor" >&2; exit 1; }
gone() {
  if grep -qx "$2" "$d/refuse" 2>/dev/null; then echo "error: $2 is busy" >&2; exit 1; fi
  [ -e "$d/$1/$2" ] || exit 1
  rm -rf "$d/$1/$2"
}
command=$1; shift
case "$command" in
  list) ls "$d/domains" ;;
  net-list) ls "$d/networks" ;;
  pool-list) ls "$d/pools" ;;
  vol-list) ls "$d/pools/$1" | sed 's|$|   /somewhere|' ;;
  pool-dumpxml) echo "<pool type='dir'><name>$1</name><target><path>$d/pools/$1</path></target></pool>" ;;
  dumpxml) cat "$d/domains/$1" 2>/dev/null || { echo "error: failed to get domain '$1'" >&2; exit 1; } ;;
  net-dumpxml) cat "$d/networks/$1" ;;
  undefine) gone domains "$1" ;;
  net-undefine) gone networks "$1" ;;
  pool-undefine) gone pools "$1" ;;
  vol-delete) gone "pools/$2" "$3" ;;
  domstate) [ -e "$d/domains/$1" ] || { echo "error: failed to get domain '$1'" >&2; exit 1; }; echo running ;;
  domifaddr) cat "$d/addresses.$3" 2>/dev/null ;;
  qemu-monitor-command) cat "$d/monitor" 2>/dev/null || echo '{"return":{}}' ;;
  destroy|net-destroy|pool-destroy|pool-delete) ;;
  *) exit 1 ;;
esac
`;

const OVS = `
d="$FAKE_DIR"
echo "ovs-vsctl $*" >> "$d/log"
[ ! -e "$d/ovs-silent" ] || { echo "database connection failed" >&2; exit 1; }
for last; do :; done
case "$*" in
  *find*) cd "$d/bridges" && grep -lx "$(echo "$last" | sed 's/.*=//')" -- * || true ;;
  *del-br*) rm -f "$d/bridges/$last" ;;
esac
`;

// `terraform X` does what the file terraform-X says; `show` of a plan and of the state are two things.
const TERRAFORM = `
echo "terraform $*" >> "$FAKE_DIR/log"
name="$1"
[ "$name" != show ] || [ $# -lt 3 ] || name=show-plan
if [ -e "$FAKE_DIR/terraform-$name" ]; then . "$FAKE_DIR/terraform-$name"
elif [ "$name" = show ]; then echo '{"format_version":"1.0"}'; fi
`;

export const SUDO = `shift; exec "$@"\n`;
/** `ls` of a user who may not look at what is secret. */
export const DENYING_LS = 'case "$1 $3" in "-d "*secret*) echo "ls: cannot access: Permission denied" >&2; exit 2 ;; esac\nexec /bin/ls "$@"\n';

type Kind = "domains" | "networks" | "pools" | "bridges";

/** A host that is none: virsh, ovs-vsctl, sudo and terraform are scripts before the real ones in PATH. */
export class FakeHost {
  readonly directory = mkdtempSync(join(tmpdir(), "labwright-fake-"));
  private readonly path = process.env["PATH"];

  constructor(scripts: Readonly<Record<string, string>> = {}) {
    for (const kind of ["domains", "networks", "pools", "bridges"]) mkdirSync(join(this.directory, kind));
    process.env["FAKE_DIR"] = this.directory;
    process.env["PATH"] = fakeCommands(this.directory, { virsh: VIRSH, "virsh-commands": VIRSH_COMMANDS, "ovs-vsctl": OVS, sudo: SUDO, terraform: TERRAFORM, ...scripts });
  }

  get terraform(): string {
    return join(this.directory, "bin", "terraform");
  }

  /** What was called, a line each. */
  get log(): string[] {
    const file = join(this.directory, "log");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  }

  write(name: string, text = ""): void {
    writeFileSync(join(this.directory, name), text);
  }

  /** Puts a domain or network there, with the mark of a lab or without. */
  put(kind: "domains" | "networks", name: string, lab?: string): void {
    const mark = lab === undefined ? "" : `<metadata><labwright:lab xmlns:labwright="https://labwright.dev/1" id="${lab}"/></metadata>`;
    this.write(join(kind, name), `<x><name>${name}</name>${mark}</x>\n`);
  }

  putPool(name: string, volumes: readonly string[]): void {
    mkdirSync(join(this.directory, "pools", name), { recursive: true });
    for (const volume of volumes) this.write(join("pools", name, volume));
  }

  putBridge(name: string, lab: string): void {
    this.write(join("bridges", name), `${lab}\n`);
  }

  names(kind: Kind): string[] {
    return readdirSync(join(this.directory, kind)).sort();
  }

  close(): void {
    process.env["PATH"] = this.path;
    delete process.env["FAKE_DIR"];
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Runs something with a faked host, and clears it away. */
export async function withFakeHost<T>(scripts: Readonly<Record<string, string>>, body: (host: FakeHost) => Promise<T> | T): Promise<T> {
  const host = new FakeHost(scripts);
  try {
    return await body(host);
  } finally {
    host.close();
  }
}
