import { knownByMark } from "./known-by-mark";
import { LabError, show } from "./lab-error";

const MIB = 1024 * 1024;

/** An amount of memory or disk, in whole bytes. Made with its unit, so that no number is ever without one. */
export class Size {
  private constructor(private readonly bytes: number) {}

  /** @throws LabError LW1001 when the amount is not a positive whole number of bytes below 2^53 */
  static bytes(amount: number): Size {
    return Size.of(amount, 1, "bytes");
  }

  /** 1 MiB = 1,048,576 bytes. */
  static mebibytes(amount: number): Size {
    return Size.of(amount, MIB, "mebibytes");
  }

  /** 1 GiB = 1,024 MiB. */
  static gibibytes(amount: number): Size {
    return Size.of(amount, 1024 * MIB, "gibibytes");
  }

  /** 1 TiB = 1,024 GiB. */
  static tebibytes(amount: number): Size {
    return Size.of(amount, 1024 * 1024 * MIB, "tebibytes");
  }

  private static of(amount: number, unit: number, name: string): Size {
    const bytes = typeof amount === "number" ? amount * unit : Number.NaN;
    if (!Number.isSafeInteger(bytes) || bytes <= 0) {
      throw LabError.of("LW1001", { property: `Size.${name}`, given: show(amount), rule: { en: "a positive whole number of bytes", zh: "正整数个字节" } });
    }
    return new Size(bytes);
  }

  toBytes(): number {
    return this.bytes;
  }

  /** Mebibytes, rounded up: a machine never gets less than was asked for. */
  toMebibytes(): number {
    return Math.ceil(this.bytes / MIB);
  }

  plus(other: Size): Size {
    return new Size(this.bytes + other.bytes);
  }

  isLargerThan(other: Size): boolean {
    return this.bytes > other.bytes;
  }

  /** In the largest unit that keeps it short: `1.5 GiB`, `512 MiB`. */
  toString(): string {
    return formatBytes(this.bytes);
  }
}

knownByMark(Size, "Size");

/** Bytes in the largest binary unit that keeps the number at 1 or more, with at most one decimal. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Math.round(amount * 10) / 10} ${units[unit]}`;
}
