import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunLog } from "../../engines/project/run-log";
import { readProblems, tellProblems } from "../../engines/runner/problems";
import { parseEvent, type TerraformEvent } from "../../engines/terraform/events";
import { findTerraform, Terraform } from "../../engines/terraform/terraform";
import { FakeHost } from "./support/fake-host";

describe("Terraform's events", () => {
  test.each([
    ['{"type":"apply_start","hook":{"resource":{"addr":"a.b"},"action":"create"}}', { type: "apply_start", address: "a.b", action: "create" }],
    ['{"type":"provision_progress","hook":{"resource":{"addr":"a.b"},"output":"labwright: web ssh"}}', { type: "provision_progress", address: "a.b", output: "labwright: web ssh" }],
    ['{"type":"planned_change","change":{"resource":{"addr":"a.b"},"action":"update"}}', { type: "planned_change", address: "a.b", action: "update" }],
    ['{"type":"diagnostic","diagnostic":{"severity":"error","summary":"s"}}', { type: "diagnostic", diagnostic: { severity: "error", summary: "s" } }],
  ])("%s is read", (line, event) => expect(parseEvent(line)).toEqual(event));

  test.each(["", "no JSON", "null", "{", "{}", "[]", "1", '"text"', '{"type":"version"}', '{"type":"apply_start"}', '{"type":"diagnostic"}', '{"type":"apply_start","hook":{}}'])("%j is passed over", (line) => {
    expect(parseEvent(line)).toBeUndefined();
  });

});

describe("the Terraform driver (terraform is faked)", () => {
  let host: FakeHost;
  beforeEach(() => (host = new FakeHost()));
  afterEach(() => host.close());
  const terraform = (signal?: AbortSignal): Terraform => new Terraform({ binary: host.terraform, directory: host.directory, log: new RunLog(host.directory), signal });
  const log = (): string => readFileSync(join(host.directory, "run.log"), "utf8");

  test("finds terraform before tofu, by PATH, only what can be executed", () => {
    const other = join(host.directory, "other");
    mkdirSync(other);
    writeFileSync(join(other, "tofu"), "");
    expect(findTerraform(other)).toBeUndefined();
    chmodSync(join(other, "tofu"), 0o755);
    expect(findTerraform(`:${other}`)).toBe(join(other, "tofu"));
    expect(findTerraform(`${other}:${join(host.directory, "bin")}`)).toBe(host.terraform);
    expect(findTerraform("")).toBeUndefined();
  });

  test("runs without questions, calls home or the caller's workspace", async () => {
    process.env["TF_WORKSPACE"] = "mine";
    process.env["TF_CLI_ARGS"] = "-target=x";
    host.write("terraform-init", 'echo "[$CHECKPOINT_DISABLE$TF_INPUT$TF_IN_AUTOMATION][$TF_WORKSPACE][$TF_CLI_ARGS] $PWD"');
    await terraform().init().finally(() => ["TF_WORKSPACE", "TF_CLI_ARGS"].forEach((name) => delete process.env[name]));
    expect(log()).toContain(`[101][][] ${host.directory}`);
  });

  test("init that fails: what it said, without its frame, and where the log is", async () => {
    host.write("terraform-init", `printf '╷\\n│ Error: Failed to query available provider packages\\n│ \\n│ Could not retrieve the list\\n╵\\n' >&2; exit 1`);
    await expect(terraform().init()).rejects.toMatchObject({
      problems: [{ code: "LW3001", values: { command: "init", why: { en: "Error: Failed to query available provider packages Could not retrieve the list" }, log: join(host.directory, "run.log") } }],
    });
    expect(log()).toContain("Could not retrieve the list");
  });

  test("plan gives the plan, and keeps it out of the log", async () => {
    host.write("terraform-show-plan", `echo '{"resource_changes":[],"secret_thing":1}'`);
    expect(await terraform().plan("x.tfplan")).toEqual({ resource_changes: [], secret_thing: 1 });
    expect(log()).not.toContain("secret_thing");
    expect(host.log[0]).toBe("terraform plan -json -lock-timeout=30s -out=x.tfplan");
  });

  test("apply tells events as they come, and every diagnostic when it fails", async () => {
    const diagnostic = (severity: string, summary: string, detail?: string): string => `echo '${JSON.stringify({ type: "diagnostic", diagnostic: { severity, summary, detail } })}'\n`;
    host.write("terraform-apply", `echo '{"type":"apply_start","hook":{"resource":{"addr":"a.b"}}}'\necho not json\n${diagnostic("warning", "old")}${diagnostic("error", "one", "first")}${diagnostic("error", "two")}exit 1`);
    const events: TerraformEvent[] = [];
    await expect(terraform().apply("p", 12, (event) => events.push(event))).rejects.toMatchObject({ problems: [{ code: "LW3001", values: { command: "apply", why: { en: "one: first\ntwo" } } }] });
    expect(events.map(({ type }) => type)).toEqual(["apply_start", "diagnostic", "diagnostic", "diagnostic"]);
    expect(host.log).toEqual(["terraform apply -json -parallelism=12 p"]);
  });

  test("what a host's script says went wrong is told as the error it is", async () => {
    const progress = (output: string): string => `echo '${JSON.stringify({ type: "provision_progress", hook: { resource: { addr: "a.b" }, output } })}'\n`;
    const detail = "exit status 62. Output: ...\nlabwright: LW2062 apt cannot install: nginx\n";
    host.write("terraform-apply", `${progress("E: Unable to locate")}${progress("labwright: LW2062 apt cannot install: nginx")}${progress("labwright: LW2999 unknown")}
      echo '${JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary: "local-exec provisioner error", detail } }).replaceAll("\\n", "\\\\n")}'\nexit 1`);
    await expect(terraform().apply("p", 1)).rejects.toMatchObject({ problems: [{ code: "LW2062", values: { said: { en: "apt cannot install: nginx", zh: "apt 无法安装 nginx" } } }] });
  });

  test("what labwright itself could not do under Terraform is told as it would tell it, and once", async () => {
    const problems = [{ code: "LW3004" as const, values: { machine: "web", why: { en: "status: error", zh: "状态：错误" } } }];
    const line = JSON.stringify({ type: "provision_progress", "@message": `a.b: (local-exec): ${tellProblems(problems).trim()}`, hook: { resource: { addr: "a.b" }, output: tellProblems(problems).trim() } });
    host.write("output", `${line}\n${line}\n`);
    host.write("terraform-apply", `cat "${host.directory}/output"\nexit 1`);
    await expect(terraform().apply("p", 1)).rejects.toMatchObject({ problems });
    expect(log()).toContain("Z a.b: (local-exec): labwright: problems");
  });

  test.each(["labwright: problems", "labwright: problems {}", "labwright: problems [1,null]", "labwright: problems [", "problems []"])("%j tells no problem", (line) => {
    expect(readProblems(line)).toEqual([]);
  });

  test("a failure without a word still has one", async () => {
    host.write("terraform-destroy", "exit 3");
    await expect(terraform().destroy(10)).rejects.toMatchObject({ problems: [{ values: { command: "destroy", why: { en: "no reason given" } } }] });
  });

  test("interrupted: the process is told, waited for, and it is no failure of terraform", async () => {
    host.write("terraform-apply", `trap 'echo ended > "${host.directory}/ended"; exit 1' INT\necho started > "${host.directory}/started"\nwhile :; do sleep 0.05; done`);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    await expect(terraform(stop.signal).apply("p", 1)).rejects.toMatchObject({ problems: [{ code: "LW3002" }] });
    expect(readFileSync(join(host.directory, "ended"), "utf8")).toBe("ended\n");
  });

  test("a state that cannot be read is no empty state", async () => {
    expect(await terraform().state()).toEqual({ format_version: "1.0" });
    host.write("terraform-show", "echo 'Error: state is encrypted' >&2; exit 1");
    await expect(terraform().state()).rejects.toMatchObject({ problems: [{ code: "LW3001", values: { command: "show", why: { en: "Error: state is encrypted" } } }] });
  });

  test("what the state has is listed; no state has nothing", async () => {
    host.write("terraform-state", "printf 'aws_s3_bucket.b\\nlibvirt_domain.d\\n'");
    expect(await terraform().stateList()).toEqual(["aws_s3_bucket.b", "libvirt_domain.d"]);
    host.write("terraform-state", "echo 'No state file was found!' >&2; exit 1");
    expect(await terraform().stateList()).toEqual([]);
    host.write("terraform-state", "echo 'Error: backend' >&2; exit 1");
    await expect(terraform().stateList()).rejects.toMatchObject({ problems: [{ code: "LW3001" }] });
  });
});
