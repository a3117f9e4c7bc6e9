import type { Text } from "../../constructs/core/text";
import { translated, type ScriptWords } from "../process/translate";

/** What the fetch script says, and the same in Chinese; `test/engines/fetch-words.test.ts` holds the script against it. */
const WORDS: ScriptWords = [
  [/^(.+) is not installed on this host$/, "该宿主机未安装 $1"],
  [/^nothing was sent$/, "没有收到任何数据"],
  [/^(.+) cannot be read$/, "无法读取 $1"],
  [/^(.+) could not be read$/, "未能读取 $1"],
  [/^(.+) exists with digest (\S*), wanted (\S+): remove it when no machine uses it$/, "$1 已存在，摘要为 $2，而所需为 $3：请在没有虚拟机使用时删除它"],
  [/^no digest of (\S+) in (.+)$/, "$2 中没有 $1 的摘要"],
  [/^download of (.+) failed; what arrived is kept and the next try goes on from there$/, "下载 $1 失败；已下载的部分会保留，下次从中断处继续"],
  [/^(.+) could not be copied to (.+)$/, "无法将 $1 复制到 $2"],
  [/^(.+) has digest (\S+), expected (\S+): nothing was kept$/, "$1 的摘要为 $2，应为 $3：未保留任何内容"],
  [/^(.+) could not be unpacked$/, "无法解压 $1"],
];

/** The lines that a failed fetch printed, in both languages. What curl or ssh said stays as it is. */
export function fetchWords(output: string): Text {
  const lines = output.split("\n").map((line) => line.replace(/^labwright: (LW\d+ )?/, "").trim()).filter(Boolean);
  return { en: lines.join("; "), zh: lines.map((line) => translated(line, WORDS).zh).join("；") };
}
