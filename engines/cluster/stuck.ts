import { verbatim, type Text } from "../../constructs/core/text";
import type { Kubectl } from "./kubectl";

interface Event {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
}

const MOST = 5;

/** The last warnings of a namespace: why something in it does not get ready. */
export async function eventsOf(kubectl: Kubectl, namespace: string): Promise<Text> {
  const events = (await kubectl.list("events", namespace === "" ? undefined : namespace).catch(() => [])) as Event[];
  const when = ({ lastTimestamp, eventTime }: Event): string => lastTimestamp ?? eventTime ?? "";
  const warnings = events.filter(({ type }) => type === "Warning").sort((a, b) => when(a).localeCompare(when(b)));
  const told = warnings.slice(-MOST).map(({ reason = "", message = "", involvedObject: { kind = "", name = "" } = {} }) => `${kind}/${name}: ${reason}: ${message.replace(/\s+/g, " ")}`);
  return told.length === 0 ? { en: "the cluster warns of nothing there", zh: "集群中没有相关警告" } : verbatim(told.join("; "));
}
