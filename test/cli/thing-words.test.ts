import { Output, thingWords } from "../../cli/output";

const output = (language: "en" | "zh"): Output => new Output({ json: false, language, stdout: process.stdout, stderr: process.stderr, env: {} });

test.each([
  ["network", "mgmt", "network mgmt"],
  ["pool", "storage", "storage"],
  ["bridge", "bridge", "OVS bridge"],
  ["bridge", "fabric", "OVS bridge fabric"],
] as const)("%s %s is %s", (what, name, words) => expect(thingWords(output("en"), what, name)).toBe(words));

test("a name is highlighted, a kind is not", () => {
  expect(thingWords(output("zh"), "network", "mgmt", (text) => `*${text}*`)).toMatch(/ \*mgmt\*$/);
  expect(thingWords(output("en"), "pool", "storage", (text) => `*${text}*`)).toBe("storage");
});
