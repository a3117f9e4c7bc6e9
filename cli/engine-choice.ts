import { fill, type Text } from "../constructs/core/text";
import type { EngineName } from "../engines/engine";
import { run } from "../engines/process/run";
import { findTerraform } from "../engines/terraform/terraform";
import type { Environment } from "./environment";
import { messages } from "./messages";

export interface EngineChoice {
  readonly engine: EngineName;
  readonly why: Text;
}

/** What runs a lab that is not up: what the reader says, or libvirt where it is usable, or QEMU alone. */
export async function chooseEngine({ options, config }: Environment): Promise<EngineChoice> {
  const given = options.engine ?? config.engine ?? "auto";
  if (given !== "auto") return { engine: given, why: messages.engineGiven };
  const host = options.host ?? config.host ?? "local";
  if (host !== "local") return { engine: "libvirt", why: withValue(messages.engineForHost, host) };
  if (findTerraform() === undefined) return { engine: "embedded", why: messages.engineNoTerraform };
  const { code } = await run(["virsh", "-q", "-c", "qemu:///system", "uri"], { timeoutMs: 10_000 });
  if (code !== 0) return { engine: "embedded", why: messages.engineNoLibvirt };
  return { engine: "libvirt", why: messages.engineLibvirt };
}

function withValue(text: Text, host: string): Text {
  return { en: fill(text.en, { host }), zh: fill(text.zh, { host }) };
}
