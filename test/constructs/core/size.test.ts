import { formatBytes, Size } from "../../../constructs/core/size";
import { codesOf } from "../../support/synth";

describe("Size", () => {
  test("knows its bytes in every unit", () => {
    expect(Size.bytes(5).toBytes()).toBe(5);
    expect(Size.mebibytes(3).toBytes()).toBe(3 * 1024 ** 2);
    expect(Size.gibibytes(2).toBytes()).toBe(2 * 1024 ** 3);
    expect(Size.tebibytes(1).toBytes()).toBe(1024 ** 4);
  });

  test("takes fractions that come out in whole bytes", () => {
    expect(Size.gibibytes(1.5).toMebibytes()).toBe(1536);
    expect(codesOf(() => Size.bytes(1.5))).toEqual(["LW1001"]);
  });

  test("rounds up to mebibytes, never down", () => {
    expect(Size.bytes(1).toMebibytes()).toBe(1);
    expect(Size.bytes(1024 ** 2 + 1).toMebibytes()).toBe(2);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses %p bytes", (amount) => {
    expect(codesOf(() => Size.bytes(amount))).toEqual(["LW1001"]);
  });

  test("names the unit of what it refuses", () => {
    expect(() => Size.gibibytes(-1)).toThrow(/`Size\.gibibytes` is -1; it must be a positive whole number of bytes/);
  });

  test("adds and compares", () => {
    expect(Size.gibibytes(1).plus(Size.gibibytes(2)).toBytes()).toBe(3 * 1024 ** 3);
    expect(Size.gibibytes(2).isLargerThan(Size.mebibytes(2047))).toBe(true);
    expect(Size.gibibytes(2).isLargerThan(Size.gibibytes(2))).toBe(false);
  });

  test.each([[1, "1 B"], [1536, "1.5 KiB"], [512 * 1024 ** 2, "512 MiB"], [1024 ** 3, "1 GiB"], [2048 * 1024 ** 4, "2048 TiB"]])("shows %d bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
