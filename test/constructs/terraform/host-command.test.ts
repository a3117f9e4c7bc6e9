import { escapeTemplate, hostCommand, localExec, quote, sshDestination } from "../../../constructs/terraform/host-command";
import { runScript } from "../../support/host-script";

describe("quote", () => {
  test.each(["plain", "two words", "it's", "a'b'c", "$HOME", "`id`", "a\nb", "\\", '"', "", "-n", "*"])("keeps %p one word, as it is", async (word) => {
    expect((await runScript({ command: `printf '[%s]' ${quote(word)}`, environment: {} })).stdout).toBe(`[${word}]`);
  });
});

describe("a script on a host", () => {
  test("runs as it is on this machine, its values in the environment", () => {
    expect(hostCommand({}, "echo $A", { A: "it's" })).toEqual({ command: "echo $A", environment: { A: "it's" } });
  });

  test("goes to another one by the system's ssh, its values in the command", () => {
    const { command, environment } = hostCommand({ ssh: "ann@kvm1" }, "echo $A", { A: "it's" });
    expect(command).toMatch(/^exec ssh -o BatchMode=yes 'ann@kvm1' 'exec env A=/);
    expect(environment).toEqual({});
  });

  test.each([["ann@kvm1", "'ann@kvm1'"], ["kvm1", "'kvm1'"], ["ann@kvm1:2222", "-p 2222 'ann@kvm1'"]])("names %s to ssh as %s", (destination, words) => {
    expect(sshDestination(destination)).toBe(words);
  });
});

describe("a local-exec step", () => {
  test("keeps what looks like a template to Terraform", () => {
    expect(escapeTemplate("${a} %{b} $c $(d) %e")).toBe("$${a} %%{b} $c $(d) %e");
    expect(localExec({ command: "echo ${A}", environment: { A: "%{x}" } })).toEqual({ "local-exec": { command: "echo $${A}", interpreter: ["/bin/sh", "-c"], environment: { A: "%%{x}" }, when: undefined } });
  });

  test("may run when the resource is destroyed", () => {
    expect(localExec({ command: "true", environment: {} }, { when: "destroy" })).toEqual({ "local-exec": { command: "true", interpreter: ["/bin/sh", "-c"], environment: undefined, when: "destroy" } });
  });
});
