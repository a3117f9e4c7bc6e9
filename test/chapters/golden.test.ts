import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cases, synthesize } from "./support";

// Whole outputs, so that a change in a construct shows what it does to every chapter, line by line, in the diff of its commit.
// Only UPDATE_GOLDEN=1 writes them: a file that wrote itself when missing or changed would prove nothing.
const GOLDEN = join(__dirname, "golden");
const update = process.env["UPDATE_GOLDEN"] === "1";

if (update) rmSync(GOLDEN, { recursive: true, force: true });

test.each(cases)("$stackId is what it was", (one) => {
  const { terraform, spec } = synthesize(one);
  for (const [file, json] of Object.entries({ "cdk.tf.json": terraform, "labspec.json": spec })) {
    const path = join(GOLDEN, one.stackId, file);
    if (update) {
      mkdirSync(join(GOLDEN, one.stackId), { recursive: true });
      writeFileSync(path, `${JSON.stringify(json, undefined, 2)}\n`);
    }
    expect(json).toEqual(JSON.parse(readFileSync(path, "utf8")));
  }
});

test("there is a golden output for every chapter and variant, and no other", () => {
  expect(readdirSync(GOLDEN).sort()).toEqual(cases.map(({ stackId }) => stackId).sort());
});
