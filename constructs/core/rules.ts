import type { Text } from "./text";

/** What several properties have to be, in words: "it must be ...". */
export const rules = {
  flag: { en: "true or false", zh: "true 或 false" },
  list: { en: "a list", zh: "列表" },
  mapping: { en: "a mapping", zh: "映射" },
  text: { en: "a text without NUL or broken characters", zh: "不含 NUL 与残缺字符的文本" },
  name: { en: "lower-case letters, digits and dashes, at most 63", zh: "小写字母、数字与短横线，最多 63 个" },
  word: { en: "letters, digits, dots and dashes", zh: "字母、数字、点与短横线" },
  absolutePath: { en: "an absolute path", zh: "绝对路径" },
  fileAddress: { en: "an http://, https:// or file:// address, without user or password", zh: "http://、https:// 或 file:// 地址，且不含用户名与密码" },
  package: { en: "the name of a package", zh: "软件包名称" },
  networkInterface: { en: "the name of a network interface: at most 15 letters, digits, dots, dashes and underscores", zh: "网络接口名称：最多 15 个字母、数字、点、短横线或下划线" },
  host: { en: "a KvmHost, such as KvmHost.local()", zh: "KvmHost，例如 KvmHost.local()" },
} as const satisfies Readonly<Record<string, Text>>;

export function wholeNumber(min: number | bigint, max: number | bigint, unit?: Text): Text {
  return { en: `a whole number from ${min} to ${max}${unit ? ` ${unit.en}` : ""}`, zh: `${min} 到 ${max} 的整数${unit ? `（${unit.zh}）` : ""}` };
}

export function oneOf(choices: readonly string[]): Text {
  return { en: `one of ${choices.join(", ")}`, zh: `${choices.join("、")} 之一` };
}

/** @param example such as `Size.gibibytes(2)` */
export function sizeLike(example: string): Text {
  return { en: `a Size, such as ${example}`, zh: `Size，例如 ${example}` };
}
