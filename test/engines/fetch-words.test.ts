import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fetchWords } from "../../engines/images/fetch-words";
import { englishIn } from "../audit/english";

const SCRIPT = readFileSync(join(__dirname, "../../constructs/image/fetch-script.ts"), "utf8");
const VALUES: Readonly<Record<string, string>> = { have: "sha256:aa", want: "sha256:bb", got: "sha256:cc", name: "disk.qcow2" };
const said = [...SCRIPT.matchAll(/(?:say "|echo "labwright: LW3010 )([^"]+)"/g)].map(([, text = ""]) => text)
  .filter((text) => text !== "$*").map((text) => text.replace(/\$(\w+)/g, (_, name: string) => VALUES[name] ?? "/srv/x"));

test("the script says what is held against the words", () => {
  expect(said.length).toBeGreaterThanOrEqual(11);
});

test.each(said)("%s: also in Chinese", (text) => {
  const { en, zh } = fetchWords(`labwright: LW3010 ${text}\n`);
  expect(en).toBe(text);
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(englishIn(zh)).toEqual([]);
});

test("what curl said stays as it is", () => {
  expect(fetchWords("curl: (7) Failed to connect\nlabwright: LW3010 nothing was sent").zh).toBe("curl: (7) Failed to connect；没有收到任何数据");
});
