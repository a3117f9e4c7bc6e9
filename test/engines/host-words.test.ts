import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hostWords } from "../../engines/terraform/host-words";
import { englishIn } from "../audit/english";

const FOLDER = join(__dirname, "../../constructs/host/prepare");
const scripts = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), "utf8"));

/** What the scripts say after a code, a name for each value in it. */
const said = scripts.flatMap((text) => [...text.matchAll(/LW20[67]\d (?:"((?:[^"\\]|\\\\\\`|\\`|\\\$|\$\((?:[^()"]|"[^"]*")*\))*(?:"\$R"\}[^"]*)?)"|([^"`]+)["`])/g)])
  .map(([, quoted, bare]) => (quoted ?? bare ?? "").replace(/\$\(\((?:[^()]|\([^)]*\))*\)\)/g, "5").replace(/\$\((?:[^()"]|"[^"]*")*\)/g, "eth0").replace(/\\?\$\{[^}]*\}/g, "name").replace(/\$[\w*@]+/g, "name").replaceAll("\\\\\\`", "`"))
  .filter((text) => text.trim() !== "" && !text.includes("${host"))
  .concat("host kvm1 (root@kvm1) cannot be reached over SSH");

test("the scripts say some thirty things", () => {
  expect(said.length).toBeGreaterThanOrEqual(29);
});

test.each(said)("%s: also in Chinese", (text) => {
  const { en, zh } = hostWords(text);
  expect(en).toBe(text.trim());
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(englishIn(zh)).toEqual([]);
});

test("what is not a script's of ours stays as it is", () => {
  expect(hostWords("something else").zh).toBe("something else");
});
