import { XMLBuilder } from "fast-xml-parser";

/** One test case of a report. */
export interface JunitCase {
  readonly name: string;
  readonly seconds?: number;
  /** Why it failed; absent where it passed. */
  readonly failure?: { readonly message: string; readonly detail: string };
}

const NOT_XML = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu;

/** What machines say may have colours in it, and worse: no XML can have all characters, not even as references. */
function plain(text: string): string {
  return text.replace(NOT_XML, "\ufffd");
}

/** JUnit XML, as CI systems read it. */
export function junitReport(suite: string, cases: readonly JunitCase[]): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", textNodeName: "#text", format: true, suppressEmptyNode: true });
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@tests": cases.length, "@failures": failures,
      testsuite: {
        "@name": plain(suite), "@tests": cases.length, "@failures": failures,
        testcase: cases.map(({ name, seconds, failure }) => ({
          "@classname": plain(suite), "@name": plain(name), "@time": seconds,
          ...(failure === undefined ? {} : { failure: { "@message": plain(failure.message), "#text": plain(failure.detail) } }),
        })),
      },
    },
  });
}
