import { KvmHost } from "../../constructs/host/kvm-host";
import { CHECKS, runDoctor, SystemRunner, type Check, type CheckResult } from "../../engines/doctor";
import { FakedHost } from "./support/faked-host";
import { diagnose, lab, labWithOvs, machine, network } from "./support/labs";

const STATUSES = ["ok", "warn", "fail", "skip"];

function expectShape(result: CheckResult): void {
  expect(STATUSES).toContain(result.status);
  for (const words of [result.title, result.neededFor, result.detail, ...(result.fix ? [result.fix.text] : []), ...(result.fix?.note ? [result.fix.note] : [])]) {
    expect(words.en).not.toBe("");
    expect(words.zh).not.toBe("");
  }
  if (result.fix?.command) expect(result.fix.command).not.toMatch(/undefined|\$\{/);
}

describe("a faked host on which everything is as it should be", () => {
  test("is green without a lab", async () => {
    const results = [...(await diagnose()).values()];
    expect(results.filter(({ status }) => status !== "ok").map(({ id, status }) => `${id} ${status}`)).toEqual(["bridges skip", "nics skip", "subnets skip", "names skip"]);
  });

  test("is green with a lab that uses everything", async () => {
    const spec = labWithOvs();
    const results = await diagnose({ look: { "nic.br0": "bridge no up" } }, {
      lab: {
        ...spec,
        networks: [...spec.networks, network({ name: "lan", kind: "bridged", bridge: "br0", subnets: [] }), network({ name: "tap", kind: "macvtap", bridge: undefined, device: "eth0", subnets: [] })],
        machines: [machine({ firmware: "uefi", nestedVirtualization: true })],
      },
    });
    expect([...results.values()].filter(({ status }) => status !== "ok")).toEqual([]);
  });
});

describe("running", () => {
  test("tells each result as it is done, and returns them in the order of the list", async () => {
    const told: string[] = [];
    const slow: Check = { ...CHECKS[0]!, id: "slow", run: () => new Promise((resolve) => setTimeout(() => resolve({ status: "ok", detail: { en: "x", zh: "x" } }), 50)) };
    const fast: Check = { ...slow, id: "fast", run: () => ({ status: "ok", detail: { en: "x", zh: "x" } }) };
    const results = await runDoctor({ host: KvmHost.local(), run: new FakedHost(), checks: [slow, fast], onResult: ({ id }) => told.push(id) });
    expect(told).toEqual(["fast", "slow"]);
    expect(results.map(({ id }) => id)).toEqual(["slow", "fast"]);
  });

  test("a check that breaks off is a failure of its own", async () => {
    const broken: Check = { ...CHECKS[0]!, id: "broken", run: () => { throw new TypeError("no such thing"); } };
    const [result] = await runDoctor({ host: KvmHost.local(), run: new FakedHost(), checks: [broken] });
    expect(result).toMatchObject({ status: "fail", detail: { en: "this check broke off: no such thing" } });
  });

  test("what a host that cannot be reached would have shown is skipped, not guessed", async () => {
    const results = await diagnose({ unreachable: "ssh: Could not resolve hostname kvm9" }, { host: KvmHost.remote("kvm9"), lab: lab() });
    expect(results.get("connection")).toMatchObject({ status: "fail" });
    const others = [...results.values()].filter(({ id }) => !["connection", "platform", "node", "tools", "terraform", "provider"].includes(id));
    expect(others.filter(({ status }) => status !== "skip")).toEqual([]);
  });

  test("every id is used once", () => {
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });

  test("the looks at a machine are taken once", async () => {
    const run = new FakedHost();
    await runDoctor({ host: KvmHost.local(), run, lab: labWithOvs(), platform: "linux" });
    const texts = run.asked.map(({ command }) => command.argv.join(" ") + JSON.stringify(command.env ?? {}));
    expect(texts.length).toBe(new Set(texts).size);
  });
});

describe("this machine, really looked at", () => {
  // Whether KVM works takes seconds to tell where it does not: once is enough.
  test.each([["without a lab", undefined, CHECKS], ["with a lab", labWithOvs(), CHECKS.filter(({ id }) => id !== "kvm")]])("%s: every check has an answer, and none breaks off", async (_, spec, checks) => {
    const host = KvmHost.local();
    const run = new SystemRunner(host);
    const told: string[] = [];
    const results = await runDoctor({ host, run, lab: spec, checks, onResult: ({ id }) => told.push(id) });
    await run.close();
    expect(results).toHaveLength(checks.length);
    expect([...told].sort()).toEqual(checks.map(({ id }) => id).sort());
    for (const result of results) {
      expectShape(result);
      expect(result.detail.en).not.toContain("broke off");
    }
  }, 60_000);
});
