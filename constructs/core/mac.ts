import { LabError, show } from "./lab-error";

const OCTETS = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** @throws LabError LW1021 when a text is no MAC address that a guest can have; lower case is returned */
export function parseMac(value: unknown, property = "mac"): string {
  const mac = typeof value === "string" ? value.toLowerCase() : "";
  const first = Number.parseInt(mac.slice(0, 2), 16);
  if (!OCTETS.test(mac) || (first & 1) === 1 || first === 0xfe || mac === "00:00:00:00:00:00") {
    throw LabError.of("LW1021", { property, given: show(value) });
  }
  return mac;
}
