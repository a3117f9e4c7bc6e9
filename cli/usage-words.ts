import type { Text } from "../constructs/core/text";
import { translated, type ScriptWords } from "../engines/process/translate";

/** How commander complains, and the same in Chinese. Its `(Did you mean ...?)` is put in words by itself. */
const COMPLAINTS: ScriptWords = [
  [/^unknown option '(.+?)'$/, "未知选项 '$1'"],
  [/^unknown command '(.+?)'$/, "未知命令 '$1'"],
  [/^missing required argument '(.+?)'$/, "缺少参数 '$1'"],
  [/^option '(.+?)' argument missing$/, "选项 '$1' 缺少参数值"],
  [/^option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+?)\.?$/, "选项 '$1' 的值 '$2' 无效，可选值：$3"],
  [/^command-argument value '(.*?)' is invalid for argument '(.+?)'\. Allowed choices are (.+?)\.?$/, "参数 '$2' 的值 '$1' 无效，可选值：$3"],
  [/^required option '(.+?)' not specified$/, "缺少必需选项 '$1'"],
  [/^too many arguments(?: for '(.+?)')?\. Expected (\d+) arguments? but got (\d+)\.?$/, "参数过多：应为 $2 个，实际为 $3 个"],
];
const GUESS = / ?\(Did you mean (?:one of )?(.+?)\?\)$/;

/** What is wrong with a command line, as commander tells it and in Chinese. */
export function usageWords(message: string): Text {
  const guess = GUESS.exec(message)?.[1];
  const { zh } = translated(message.replace(GUESS, ""), COMPLAINTS);
  return { en: message, zh: guess === undefined ? zh : `${zh}（是否应为 ${guess}？）` };
}
