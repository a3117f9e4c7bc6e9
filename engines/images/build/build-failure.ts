import { LabError } from "../../../constructs/core/lab-error";
import { verbatim } from "../../../constructs/core/text";
import { notWritten } from "../../project/folders";

const DISK_FULL = /No space left on device|not enough free space|do(?:n't| not) have enough free space|Disk quota exceeded/i;
const UNKNOWN_PACKAGE = /Unable to locate package (\S+)|Package '?([^\s']+)'? has no installation candidate/g;
const UNREACHABLE = /Failed to fetch|Could not (?:connect|resolve)|Unable to connect|Temporary failure|does not have a Release file|Connection (?:timed out|refused|failed)|NO_PUBKEY|is not signed/i;
const LONGEST = 400;

/** What a failed tool said, as an error that a user can do something about. */
export function buildFailure(tool: string, said: string): LabError {
  if (DISK_FULL.test(said)) return LabError.of("LW3031", { why: words(said, DISK_FULL) });
  const unknown = new Map([...said.matchAll(UNKNOWN_PACKAGE)].map(([line, one, other]) => [one ?? other ?? "", line]));
  if (unknown.size > 0) {
    return new LabError([...unknown].map(([given, line]) => ({ code: "LW4031", values: { given, why: verbatim(line) } })));
  }
  if (UNREACHABLE.test(said)) return LabError.of("LW3030", { why: words(said, UNREACHABLE) });
  return LabError.of("LW3032", { tool, why: words(said, /^(?:E|error|mke2fs|qemu-img|unshare|chroot|sfdisk)\b/i) });
}

/** What labwright itself could not write, as an error too. */
export function writeFailure(error: unknown, folder: string): unknown {
  const { errno, code, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return LabError.of("LW3031", { why: verbatim(message) });
  return typeof errno === "number" ? notWritten(folder, error) : error;
}

/** The first line that says why, or else the last ones, without a password that an address has. */
function words(said: string, telling: RegExp): ReturnType<typeof verbatim> {
  const lines = said.split("\n").map((line) => line.trim()).filter(Boolean);
  const text = (lines.find((line) => telling.test(line)) ?? lines.slice(-2).join(" | ")).replace(/(:\/\/)[^\s/@]+@/g, "$1…@");
  return verbatim(text.slice(0, LONGEST) || "?");
}
