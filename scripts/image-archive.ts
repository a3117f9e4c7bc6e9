import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Writes an image as `docker save` would, equal for equal files.
 * @param trees Folders that are its layers, the lowest first
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export function writeImageArchive(file: string, names: readonly string[], trees: readonly string[], config: ImageConfig): void {
  const work = mkdtempSync(join(tmpdir(), "image-"));
  try {
    const layers = trees.map((tree, index) => {
      const name = `layer${index}.tar`;
      tar(tree, join(work, name), ["."]);
      return { name, digest: createHash("sha256").update(readFileSync(join(work, name))).digest("hex") };
    });
    const text = JSON.stringify({
      architecture: process.arch === "arm64" ? "arm64" : "amd64",
      os: "linux",
      created: "1970-01-01T00:00:00Z",
      config: { Env: [PATH], ...config },
      rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => `sha256:${digest}`) },
      history: layers.map(() => ({ created: "1970-01-01T00:00:00Z", created_by: "labwright" })),
    });
    const Config = `${createHash("sha256").update(text).digest("hex")}.json`;
    writeFileSync(join(work, Config), text);
    writeFileSync(join(work, "manifest.json"), JSON.stringify([{ Config, RepoTags: names, Layers: layers.map(({ name }) => name) }]));
    tar(work, file, ["manifest.json", Config, ...layers.map(({ name }) => name)]);
  } finally {
    rmSync(work, { recursive: true });
  }
}

function tar(folder: string, file: string, paths: readonly string[]): void {
  execFileSync("tar", ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "-C", folder, "-cf", file, ...paths]);
}

/** A folder with some files in it, for a layer. @param files By their paths: where they are copied from, or their text */
export function layer(folder: string, files: Readonly<Record<string, { readonly from: string } | { readonly text: string }>>): string {
  for (const [path, file] of Object.entries(files)) {
    const to = join(folder, path);
    mkdirSync(join(to, ".."), { recursive: true });
    if ("from" in file) cpSync(file.from, to);
    else writeFileSync(to, file.text);
  }
  return folder;
}
