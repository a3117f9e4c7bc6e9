import { LabError, show } from "../core/lab-error";

const LENGTHS = { sha256: 64, sha512: 128 } as const;

/** The digest of a file: what an image is pinned by. */
export class Checksum {
  private constructor(
    readonly algorithm: "sha256" | "sha512",
    readonly digest: string,
  ) {}

  /**
   * @param text `sha256:<64 hex digits>` or `sha512:<128 hex digits>`
   * @throws LabError LW1051
   */
  static parse(text: unknown): Checksum {
    const [algorithm, digest, ...rest] = typeof text === "string" ? text.split(":") : [];
    if (rest.length === 0 && (algorithm === "sha256" || algorithm === "sha512") && digest !== undefined) {
      const lower = digest.toLowerCase();
      if (/^[0-9a-f]+$/.test(lower) && lower.length === LENGTHS[algorithm]) return new Checksum(algorithm, lower);
    }
    throw LabError.of("LW1051", { given: show(text) });
  }

  toString(): string {
    return `${this.algorithm}:${this.digest}`;
  }
}
