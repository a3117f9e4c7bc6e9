import { join } from "node:path";
import { run } from "./command";

export const REPOSITORY = join(__dirname, "..", "..", "..");

export interface PackedPackage {
  /** The tarball. */
  readonly file: string;
  readonly size: number;
  readonly unpackedSize: number;
  /** Paths within the package. */
  readonly paths: readonly string[];
}

/** The package as it would be published, of what is in dist/ now: `npm run build` comes first. */
export async function packPackage(directory: string): Promise<PackedPackage> {
  const output = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", directory], { cwd: REPOSITORY });
  const [pack] = JSON.parse(output) as [NpmPack];
  return { file: join(directory, pack.filename), size: pack.size, unpackedSize: pack.unpackedSize, paths: pack.files.map(({ path }) => path) };
}

interface NpmPack {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}
