import { XMLParser, XMLValidator } from "fast-xml-parser";
import { junitReport, type JunitCase } from "../../engines/exercises/junit";

interface Parsed {
  readonly testsuites: {
    readonly tests: string; readonly failures: string;
    readonly testsuite: { readonly name: string; readonly tests: string; readonly failures: string; readonly testcase: readonly { readonly name: string; readonly classname: string; readonly time?: string; readonly failure?: { readonly message: string; readonly text?: string } }[] };
  };
}

function parsed(suite: string, cases: readonly JunitCase[]): Parsed["testsuites"] {
  const xml = junitReport(suite, cases);
  expect(XMLValidator.validate(xml)).toBe(true);
  // XML 1.0 has no other control characters, not even as references.
  expect(xml).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?!9;|10;|13;)/);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", textNodeName: "text", parseTagValue: false, isArray: (name) => name === "testcase", htmlEntities: false });
  return (parser.parse(xml) as Parsed).testsuites;
}

test("a report says what passed and what failed, and how long it took", () => {
  const report = parsed("pinnacle/7", [{ name: "chroot", seconds: 3 }, { name: "overlay", failure: { message: "it is mounted", detail: "seen: nothing" } }, { name: "last" }]);
  expect(report).toMatchObject({ tests: "3", failures: "1", testsuite: { name: "pinnacle/7", tests: "3", failures: "1" } });
  expect(report.testsuite.testcase).toEqual([
    { name: "chroot", classname: "pinnacle/7", time: "3" },
    { name: "overlay", classname: "pinnacle/7", failure: { message: "it is mounted", text: "seen: nothing" } },
    { name: "last", classname: "pinnacle/7" },
  ]);
});

test("what machines say is told as it was, whatever characters are in it", () => {
  const words = `<a href="x">'&amp;' & ]]> 中文 <!-- 😀`;
  const [one] = parsed("a & <b>", [{ name: words, failure: { message: words, detail: `${words}\n\tmore` } }]).testsuite.testcase;
  expect(one).toEqual({ name: words, classname: "a & <b>", failure: { message: words, text: `${words}\n\tmore` } });
});

test("characters that XML has not are replaced", () => {
  const [one] = parsed("s", [{ name: "colours", failure: { message: "a\x1b[31mred\x00", detail: "\x07bell \ud800half\uffff" } }]).testsuite.testcase;
  expect(one?.failure).toEqual({ message: "a\ufffd[31mred\ufffd", text: "\ufffdbell \ufffdhalf\ufffd" });
});

test("a report of nothing is one too", () => {
  expect(parsed("none", [])).toMatchObject({ tests: "0", failures: "0", testsuite: { name: "none" } });
});
