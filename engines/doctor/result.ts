import type { Problem } from "../../constructs/core/lab-error";
import type { Text } from "../../constructs/core/text";
import type { Part } from "./packages";

/** `warn`: labs run, but slower, or some do not. `fail`: nothing runs, or this lab does not. `skip`: not needed, or not to be seen. */
export type CheckStatus = "ok" | "warn" | "fail" | "skip";

/** What puts a failure right. */
export interface Fix {
  readonly text: Text;
  /** For `sh -c`. Absent where only a person can do it. */
  readonly command?: string;
  readonly needsRoot: boolean;
  /** What the command installs: those of several fixes are installed at once. */
  readonly parts?: readonly Part[];
  /** Where the command belongs: on the machine labwright runs on, or on the KVM host. */
  readonly where: "here" | "host";
  /** What to know before or after: log in again, the network is interrupted, it lasts until the next boot. */
  readonly note?: Text;
}

/** What a check found. */
export interface Finding {
  readonly status: CheckStatus;
  readonly detail: Text;
  readonly fix?: Fix;
  /** What stops an `up` before anything is created. */
  readonly problems?: readonly Problem[];
}

export interface CheckResult extends Finding {
  readonly id: string;
  readonly title: Text;
  readonly neededFor: Text;
}

export function text(en: string, zh: string): Text {
  return { en, zh };
}

export function ok(detail: Text): Finding {
  return { status: "ok", detail };
}

export function skip(detail: Text): Finding {
  return { status: "skip", detail };
}

export function warn(detail: Text, fix?: Fix): Finding {
  return { status: "warn", detail, fix };
}

/** A failure; its problems are what `up` is refused with. */
export function fail(detail: Text, fix?: Fix, ...problems: Problem[]): Finding {
  return { status: "fail", detail, fix, problems };
}

/** A fix that only a person can carry out. */
export function advice(words: Text, where: Fix["where"] = "host", note?: Text): Fix {
  return { text: words, needsRoot: false, where, note };
}
