import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ratio, type Outcome } from "../support/result";
import type { Settings } from "../support/settings";

const CHAPTER = "pinnacle/7";
const MOST_ROUNDS = 3;

interface Round {
  readonly cold: number;
  readonly warm: number;
  readonly bare: number;
  /** From the start of a cold `up` to its end. */
  readonly coldReady: number;
}

/**
 * A chapter of one machine: `labwright up` from nothing to SSH, over QEMU alone with the same words, disk and seed; and from
 * its `ready` snapshot, over that.
 */
export function boot(settings: Settings): Outcome[] {
  const skipped = (why: string): Outcome[] => [{ bench: "boot", what: "labwright up to SSH : QEMU alone", skipped: why }];
  if (spawnSync("qemu-img", ["--version"]).status !== 0) return skipped("QEMU is not installed");
  const place = new Place(settings);
  if (!place.hasImage()) return skipped("the chapter's image is not in the cache: `labwright up pinnacle/7` gets it");
  const rounds: Round[] = [];
  for (let round = 1; round <= Math.min(settings.rounds, MOST_ROUNDS); round++) {
    settings.progress(`  round ${round}`);
    rounds.push(place.round());
  }
  const series = (name: keyof Round): number[] => rounds.map((one) => one[name]);
  return [
    ratio({ bench: "boot", what: "cold `up` to SSH : QEMU alone", target: { atMost: 1.15 } }, "ms", series("cold"), series("bare")),
    ratio({ bench: "boot", what: "warm `up` : cold one", target: { atMost: 0.25 } }, "ms", series("warm"), series("coldReady")),
  ];
}

class Place {
  private readonly cwd: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(private readonly settings: Settings) {
    this.cwd = join(settings.scratch, "boot");
    mkdirSync(this.cwd, { recursive: true });
    writeFileSync(join(this.cwd, "labwright.config.json"), JSON.stringify({ engine: "embedded", cacheDirectory: dirname(settings.cache) }));
    // Its own state and cache: the images are those of the user.
    this.env = { ...process.env, XDG_STATE_HOME: join(this.cwd, "state"), XDG_CACHE_HOME: join(this.cwd, "cache") };
  }

  hasImage(): boolean {
    return /built here|in the cache/.test(this.labwright("plan", CHAPTER));
  }

  round(): Round {
    this.labwright("down", "--all", "--yes");
    const cold = this.up({ ssh: "first boot", ready: "machine\\(s\\) ready" });
    const bare = this.prepareBare();
    this.labwright("down", "--yes");
    const warm = this.up({ ready: "machine\\(s\\) ready" });
    this.labwright("down", "--all", "--yes");
    return { cold: cold["ssh"] ?? NaN, coldReady: cold["ready"] ?? NaN, warm: warm["ready"] ?? NaN, bare: bare() };
  }

  private up(patterns: Readonly<Record<string, string>>): Record<string, number> {
    return this.subject("until-line.cjs", JSON.stringify(patterns), process.execPath, this.settings.code.cli, "up", CHAPTER, "--yes", "--lang", "en");
  }

  /** What the machine was started with, put aside; then the same once more without labwright. */
  private prepareBare(): () => number {
    const [stack = ""] = readdirSync(join(this.cwd, ".labwright")).filter((name) => existsSync(join(this.cwd, ".labwright", name, "run.log")));
    const lab = join(this.cwd, ".labwright", stack);
    const argv = wordsOf(join(lab, "embedded", "machines"));
    const kept = join(this.cwd, "bare");
    rmSync(kept, { recursive: true, force: true });
    const files = argv.flatMap((word) => /"filename":"([^"]+)"/.exec(word)?.[1] ?? []).filter((file) => file.startsWith(lab));
    mkdirSync(kept);
    for (const file of files) if (file.endsWith(".iso")) cpSync(file, join(kept, "seed.iso"));
    cpSync(join(lab, "id_ed25519"), join(kept, "key"));
    const disks = files.filter((file) => file.endsWith(".qcow2")).map((file) => {
      const { "virtual-size": size, "full-backing-filename": backing } = JSON.parse(spawnSync("qemu-img", ["info", "-U", "--output=json", file], { encoding: "utf8" }).stdout) as { "virtual-size": number; "full-backing-filename"?: string };
      return { file, size, backing };
    });
    return () => {
      for (const { file, size, backing } of disks) {
        mkdirSync(dirname(file), { recursive: true });
        spawnSync("qemu-img", ["create", "-q", "-f", "qcow2", ...(backing === undefined ? [] : ["-b", backing, "-F", "qcow2"]), file, String(size)]);
        cpSync(join(kept, "seed.iso"), join(dirname(file), "seed.iso"));
      }
      for (const word of argv) {
        const socket = /(?:addr\.path|path)=([^,]+)/.exec(word)?.[1] ?? /^unix:([^,]+)/.exec(word)?.[1];
        if (socket !== undefined) mkdirSync(dirname(socket), { recursive: true });
      }
      const port = Number(/hostfwd=tcp:127\.0\.0\.1:(\d+)/.exec(argv.join(" "))?.[1]);
      const { ssh = NaN } = this.subject("bare-boot.cjs", JSON.stringify({ argv, port, key: join(kept, "key"), user: "debian" }));
      rmSync(lab, { recursive: true, force: true });
      return ssh;
    };
  }

  private subject(script: string, ...words: string[]): Record<string, number> {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(this.settings.root, "bench", "subjects", script), ...words], { cwd: this.cwd, env: this.env, encoding: "utf8", timeout: 600_000 });
    if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout) as Record<string, number>;
  }

  private labwright(...words: string[]): string {
    const { stdout } = spawnSync(process.execPath, [this.settings.code.cli, ...words, "--lang", "en"], { cwd: this.cwd, env: this.env, encoding: "utf8" });
    return stdout;
  }
}

/** The words of the QEMU that has files below a folder. */
function wordsOf(folder: string): string[] {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
      if (words[0]?.includes("qemu-system") && words.some((word) => word.includes(folder))) return words;
    } catch {
      // Gone meanwhile.
    }
  }
  throw new Error("the machine's QEMU is not there");
}
