import { LabError, show } from "./lab-error";
import type { Text } from "./text";

/** What labwright itself keeps in `.labwright`, beside the folders of labs. */
const RESERVED = ["bin", "instance", "ssh_config"] as const;

/** What cdktf takes for a stack's id, a shell for one word of a command line, and a file system for one folder of its own. */
export const STACK_ID = new RegExp(`^(?!(${RESERVED.join("|")})$)[a-z0-9][\\w.-]*$`, "i");

export const STACK_ID_RULE: Text = {
  en: `letters, digits, dots, underscores and dashes, a letter or digit first; not ${RESERVED.join(", ")}`,
  zh: `字母、数字、点、下划线与短横线，以字母或数字开头；不得为 \`${RESERVED.join("`、`")}\``,
};

/** @throws LabError LW1001 */
export function checkStackId(id: unknown): string {
  if (typeof id === "string" && STACK_ID.test(id)) return id;
  throw LabError.of("LW1001", { property: "id", given: show(id), rule: STACK_ID_RULE });
}

/** Whether a lab's folder would be one of labwright's own; not every file system tells capitals apart. */
export function isReserved(id: string): boolean {
  return RESERVED.some((one) => one === id.toLowerCase());
}
