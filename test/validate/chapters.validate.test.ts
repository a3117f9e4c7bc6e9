import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { chapters } from "../../chapters/registry";
import { findTerraform } from "../../engines/terraform/terraform";
import { ChapterStack } from "../../stacks/chapter-stack";
import { providerPresent } from "../real/support/requirements";

const terraform = findTerraform();
const reason = terraform === undefined ? "terraform absent" : providerPresent() ? undefined : "provider absent";
if (reason !== undefined) process.stdout.write(`SKIPPED terraform validate: ${reason}\n`);

const outdir = mkdtempSync(join(tmpdir(), "labwright-validate-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

(reason === undefined ? describe : describe.skip)("terraform validate, with the real provider", () => {
  test.each(chapters.flatMap(({ id, variants }) => variants.map(({ name }) => [id, name] as const)))("accepts %s, variant %s", (id, variant) => {
    const app = new App({ outdir });
    const stack = new ChapterStack(app, id, { variant });
    app.synth();
    const cwd = join(outdir, "stacks", stack.node.id);
    const run = (...args: string[]): string => execFileSync(terraform ?? "", args, { cwd, encoding: "utf8", env: { ...process.env, CHECKPOINT_DISABLE: "1" } });
    run("init", "-backend=false", "-no-color");
    expect(JSON.parse(run("validate", "-json"))).toMatchObject({ valid: true, error_count: 0 });
  }, 120_000);
});
