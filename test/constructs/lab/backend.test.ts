import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput } from "cdktf";
import { contextKeys } from "../../../constructs/core/context";
import { KvmHost } from "../../../constructs/host/kvm-host";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { LabStack } from "../../../stacks/lab-stack";
import { codesOf, problemsOf } from "../../support/synth";

let outdir = "";
beforeEach(() => { outdir = mkdtempSync(join(tmpdir(), "labwright-backend-")); });
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** Synthesizes as `cdktf synth` does: only then does cdktf add its own backend. */
function terraformOf(backend: unknown): Record<string, unknown> {
  const app = new App({ outdir, context: { [contextKeys.backend]: backend } });
  new NatNetwork(new LabStack(app, "pinnacle-14", { host: KvmHost.local() }), "net");
  app.synth();
  return (JSON.parse(readFileSync(join(outdir, "stacks/pinnacle-14/cdk.tf.json"), "utf8")) as { terraform: Record<string, unknown> }).terraform;
}

describe("a backend of the context", () => {
  test("keeps the state, and is the only one", () => {
    expect(terraformOf({ type: "s3", bucket: "labs", key: "{stack}.tfstate", use_lockfile: true })).toMatchObject({ backend: { s3: { bucket: "labs", key: "pinnacle-14.tfstate", use_lockfile: true } } });
    expect(Object.keys(terraformOf({ type: "s3", bucket: "labs" })["backend"] as object)).toEqual(["s3"]);
  });

  test("is read as JSON, as the command line hands it over", () => {
    expect(terraformOf('{"type":"http","address":"https://state.example/{stack}"}')).toMatchObject({ backend: { http: { address: "https://state.example/pinnacle-14" } } });
  });

  test("has the stack's id put in at any depth", () => {
    expect(terraformOf({ type: "remote", workspaces: { name: "lab-{stack}" }, list: ["{stack}"] })).toMatchObject({ backend: { remote: { workspaces: { name: "lab-pinnacle-14" }, list: ["pinnacle-14"] } } });
  });

  test("is the local one when none is given", () => {
    expect(Object.keys(terraformOf(undefined)["backend"] as object)).toEqual(["local"]);
  });

  test("serves another stack's references", () => {
    const app = new App({ outdir, context: { [contextKeys.backend]: { type: "s3", bucket: "labs", key: "{stack}" } } });
    const network = new NatNetwork(new LabStack(app, "a", { host: KvmHost.local() }), "net");
    const other = new LabStack(app, "b", { host: KvmHost.local() });
    new TerraformOutput(other, "net", { value: network.resource.id });
    app.synth();
    const { data } = JSON.parse(readFileSync(join(outdir, "stacks/b/cdk.tf.json"), "utf8")) as { data: { terraform_remote_state: Record<string, unknown> } };
    expect(Object.values(data.terraform_remote_state)).toMatchObject([{ backend: "s3", config: { bucket: "labs", key: "a" } }]);
  });

  test.each([["text", "s3"], ["no type", { bucket: "labs" }], ["a type of two words", { type: "s 3" }], ["a number", 5], ["settings that are no JSON", { type: "s3", a: () => 1 }]])("that is %s is refused", (_name, backend) => {
    expect(codesOf(() => undefined, { context: { [contextKeys.backend]: backend } })).toEqual(["LW1001"]);
  });
});

describe("a backend with a secret among its settings", () => {
  test.each<[object, string]>([
    [{ type: "s3", bucket: "b", secret_key: "x" }, "secret_key"], [{ type: "s3", access_key: "x" }, "access_key"], [{ type: "s3", token: "x" }, "token"], [{ type: "http", password: "x" }, "password"],
    [{ type: "azurerm", client_secret: "x" }, "client_secret"], [{ type: "s3", assume_role: { external: { session_token: "x" } } }, "assume_role.external.session_token"],
    [{ type: "pg", conn_str: "postgres://labs:hunter2@db/state" }, "conn_str"], [{ type: "pg", conn_str: "host=db password=hunter2" }, "conn_str"],
  ])("%j is refused, and its value is not told", (backend, property) => {
    const problems = problemsOf(() => undefined, { context: { [contextKeys.backend]: backend } });
    expect(problems.map(({ code, values }) => [code, values["property"]])).toEqual([["LW1062", property]]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  test("what only sounds like one is taken", () => {
    const settings = { type: "s3", bucket: "b", key: "{stack}.tfstate", dynamodb_table: "token-locks", kms_key_id: "alias/labs", shared_credentials_files: ["~/.aws/c"], endpoints: { s3: "https://s3.example" } };
    expect(codesOf(() => undefined, { context: { [contextKeys.backend]: settings } })).toEqual([]);
    expect(codesOf(() => undefined, { context: { [contextKeys.backend]: { type: "pg", conn_str: "postgres://db/state" } } })).toEqual([]);
  });
});
