import { XMLBuilder } from "fast-xml-parser";

/** One test case of a report. */
export interface JunitCase {
  readonly name: string;
  readonly seconds?: number;
  /** Why it failed; absent where it passed. */
  readonly failure?: { readonly message: string; readonly detail: string };
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
        "@name": suite, "@tests": cases.length, "@failures": failures,
        testcase: cases.map(({ name, seconds, failure }) => ({
          "@classname": suite, "@name": name, "@time": seconds,
          ...(failure === undefined ? {} : { failure: { "@message": failure.message, "#text": failure.detail } }),
        })),
      },
    },
  });
}
