import { type App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HostStack, Image, KvmHost, LabStack, Machine, NatNetwork, NestedKvmHost } from "../../index";
import { buildApp } from "../../engines/synth/build-app";
import { deploymentOrder } from "../../engines/synth/order";

const outdir = mkdtempSync(join(tmpdir(), "labwright-order-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

// Declared in the wrong order on purpose.
const built = buildApp("lab.ts", { host: { given: "local", props: {} }, context: {}, outdir }, (app: App, host: KvmHost) => {
  const outer = new LabStack(app, "outer", { host });
  const nested = new NestedKvmHost(outer, "kvm", { image: Image.debian12(), networks: [new NatNetwork(outer, "net")] });
  const remote = KvmHost.remote("root@10.0.0.5");
  const lab = new LabStack(app, "on-host", { host: remote });
  new NatNetwork(lab, "net");
  const inner = new LabStack(app, "inner", { host: nested.kvmHost() });
  new Machine(inner, "web", { image: Image.debian12(), networks: [new NatNetwork(inner, "net")] });
  const prepared = new HostStack(app, "host", { host: remote });
  lab.addDependency(prepared);
  new HostStack(app, "inner-host", { host: nested.kvmHost() });
});
const order = (wanted?: string): string[] => deploymentOrder(built, wanted).map(({ node }) => node.id);

test("a stack comes after what it depends on, and after the lab whose machine is its host", () => {
  const all = order();
  expect([...all].sort()).toEqual(["host", "inner", "inner-host", "on-host", "outer"]);
  expect(all.indexOf("outer")).toBeLessThan(all.indexOf("inner"));
  expect(all.indexOf("outer")).toBeLessThan(all.indexOf("inner-host"));
  expect(all.indexOf("host")).toBeLessThan(all.indexOf("on-host"));
});

test("one stack brings what it needs, and nothing else", () => {
  expect(order("inner")).toEqual(["outer", "inner"]);
  expect(order("on-host")).toEqual(["host", "on-host"]);
  expect(order("outer")).toEqual(["outer"]);
});

test("a stack that is none: the names that are", () => {
  expect(() => order("none")).toThrow(/LW4014.*outer/);
});

test("a file with a HostStack alone is something to bring up", () => {
  const { hosts, stacks } = buildApp("host.ts", { host: { given: "local", props: {} }, context: {}, outdir }, (app) => new HostStack(app, "host", { host: KvmHost.remote("root@10.0.0.5") }));
  expect([hosts.length, stacks.length]).toEqual([1, 0]);
  expect(() => buildApp("none.ts", { host: { given: "local", props: {} }, context: {}, outdir }, () => undefined)).toThrow("LW4005");
  expect(() => buildApp("bad.ts", { host: { given: "local", props: {} }, context: {}, outdir }, (app) => new HostStack(app, "host", { host: KvmHost.local(), nested: 1 as never }))).toThrow("LW1001");
});
