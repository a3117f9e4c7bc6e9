import { createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { proofsIn } from "./support/prove-output";
import { record } from "./support/results";
import { describeEmbedded, UserLab } from "./support/user-lab";

const MINUTES = 60_000;
const LAB = "docker-cloud/4:access";
const UP = ["up", LAB, "--engine", "embedded", "--yes"];
const MACHINES = ["web1", "web2", "db1"];
const GATEWAY = "10.21.12.1";
/** How often `up` is killed; `npm run test:long` does it ten times. */
const KILLS = Number(process.env["LABWRIGHT_KILLS"] ?? 2);

interface Listener {
  readonly port: number;
  readonly count: () => number;
  readonly server: Server;
}

/** Listens on an address of this host, and counts who comes. */
async function listen(address: string): Promise<Listener> {
  let count = 0;
  const server = createServer((socket) => (count++, socket.destroy())).listen(0, address);
  await new Promise((resolve) => server.once("listening", resolve));
  return { server, port: (server.address() as { port: number }).port, count: () => count };
}

/** Small, and the same everywhere: the moments of a run can be had again by its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

// One lab, lived with: each test goes on from the one before.
describeEmbedded("real-embedded: a user without rights", [LAB], () => {
  let lab: UserLab;
  let before: string[];
  const changes = async (): Promise<unknown> => (JSON.parse((await lab.succeed(["plan", LAB, "--json"])).stdout) as { changes: unknown }).changes;
  const more = (): string[] => lab.files().filter((file) => !before.includes(file));
  const running = (pattern: RegExp): number[] => lab.processes().filter(({ words }) => pattern.test(words.join(" "))).map(({ pid }) => pid);
  /** Which of some pings are answered, by their name. */
  const answered = async (machine: string, pings: Readonly<Record<string, string>>): Promise<string[]> => {
    const lines = Object.entries(pings).map(([name, words]) => `(sudo ping -q -c 3 -i 0.5 -W 5 ${words} >/dev/null 2>&1 && echo '${name}') &`);
    return (await lab.says(machine, `${lines.join("\n")}\nwait`)).split("\n").filter(Boolean).sort();
  };

  beforeAll(async () => {
    lab = await UserLab.start([LAB]);
    // What any command leaves of itself in the project is there from the first plan on.
    await lab.labwright(["plan", LAB, "--engine", "embedded"]);
    before = lab.files();
  }, 10 * MINUTES);

  afterAll(async () => lab?.stop(), MINUTES);

  test("up ends with three machines that answer SSH, all of it processes of the user's", async () => {
    const { seconds, stdout } = await lab.succeed(UP);
    record(`${LAB} (embedded)`, "up", seconds);
    expect(stdout).toContain("3 machine(s) ready");
    expect([running(/guest=lw-\S+-(web1|web2|db1) .*-accel tcg/).length, running(/run-switch/).length, running(/-outside/).length]).toEqual([3, 1, 1]);
    expect(await Promise.all(MACHINES.map((machine) => lab.says(machine, "hostname")))).toEqual(MACHINES);
  }, 20 * MINUTES);

  test("a second plan is empty", async () => {
    const started = Date.now();
    expect(await changes()).toEqual([]);
    record(`${LAB} (embedded)`, "second plan", (Date.now() - started) / 1000);
  }, MINUTES);

  test("who shares a VLAN answers, by name and address; so does the gateway", async () => {
    expect(await answered("web1", { web2: "web2", db1: "db1", "web2 on its VLAN": "10.21.13.12", "db1 on its VLAN": "10.21.13.141", gateway: GATEWAY })).toEqual(["db1", "gateway", "web2", "web2 on its VLAN"]);
    expect(await answered("db1", { "web1 on mgmt": "10.21.12.11", "web1 on its VLAN": "10.21.13.11" })).toEqual(["web1 on mgmt"]);
  }, 3 * MINUTES);

  test("in one subnet it is the tag alone that keeps db1 from the others", async () => {
    const nics = { web1: "web", web2: "web", db1: "db" };
    await Promise.all(Object.entries(nics).map(([machine, nic], index) => lab.says(machine, `sudo ip address add 10.99.0.${index + 1}/24 dev ${nic}`)));
    expect(await answered("web1", { web2: "-I 10.99.0.1 10.99.0.2", db1: "-I 10.99.0.1 10.99.0.3" })).toEqual(["web2"]);
    expect(await answered("db1", { web1: "-I 10.99.0.3 10.99.0.1", web2: "-I 10.99.0.3 10.99.0.2" })).toEqual([]);
  }, 3 * MINUTES);

  test("no machine reaches this host's loopback, by the gateway's address or by its MAC; the way out is there", async () => {
    const loopback = await listen("127.0.0.1");
    const [outer] = Object.values(networkInterfaces()).flatMap((all = []) => all).filter(({ family, internal }) => family === "IPv4" && !internal);
    const outside = outer && await listen(outer.address);
    const connect = (address: string, port: number): string => `timeout 10 bash -c 'exec 3<>/dev/tcp/${address}/${port}' 2>/dev/null && echo reached ${address}`;
    try {
      const said = await lab.says("db1", `
${connect(GATEWAY, loopback.port)}
${outside ? connect(outer.address, outside.port) : ":"}
sudo sysctl -qw net.ipv4.conf.all.route_localnet=1
sudo ip route del local 127.0.0.0/8 dev lo table local; sudo ip route del local 127.0.0.1 dev lo table local
sudo ip route add 127.0.0.1 via ${GATEWAY} dev mgmt
ip route get 127.0.0.1 | grep -c 'via ${GATEWAY}'
${connect("127.0.0.1", loopback.port)}
sudo ip route del 127.0.0.1 via ${GATEWAY} dev mgmt; sudo ip route add local 127.0.0.0/8 dev lo table local; true`);
      expect(said.split("\n")).toEqual([...(outside ? [`reached ${outer.address}`] : []), "1"]);
      expect([loopback.count(), outside?.count()]).toEqual([0, outside && 1]);
    } finally {
      loopback.server.close();
      outside?.server.close();
    }
  }, 3 * MINUTES);

  test("each exercise is not done at first, nor after the wrong attempt, and done when it is solved", async () => {
    const exercises = proofsIn(await lab.labwright(["prove", LAB, "--json"]));
    expect(exercises.length).toBeGreaterThan(0);
    expect(exercises).toEqual(exercises.map(() => expect.objectContaining({ proven: true })));
  }, 15 * MINUTES);

  test("a switch that was killed is missed by plan, and put back by up, the machines as they were", async () => {
    const machines = running(/guest=lw-\S+-(web1|web2|db1) /);
    for (const pid of running(/run-switch/)) process.kill(pid, "SIGKILL");
    expect(await changes()).toEqual(["mgmt", "trunk"].map((name) => ({ what: "network", name, kind: "update", why: [] })));
    record(`${LAB} (embedded)`, "up after its switch was killed", (await lab.succeed(UP)).seconds);
    expect([await changes(), running(/guest=lw-\S+-(web1|web2|db1) /)]).toEqual([[], machines]);
    expect(await answered("web1", { web2: "10.21.13.12", gateway: GATEWAY })).toEqual(["gateway", "web2"]);
  }, 5 * MINUTES);

  test("down leaves no process, no socket and no file but the project's own", async () => {
    const { seconds, stdout } = await lab.succeed(["down", "--yes"]);
    record(`${LAB} (embedded)`, "down", seconds);
    expect(stdout).toContain("3 machines");
    expect([await lab.lasting(), more(), lab.files().filter((file) => file.includes("docker-cloud-4"))]).toEqual([[], [], []]);
    expect(JSON.parse((await lab.succeed(["status", "--json"])).stdout)).toEqual([]);
  }, 2 * MINUTES);

  test("up again starts the machines in the midst of what they did, on their networks", async () => {
    const { seconds } = await lab.succeed(UP);
    record(`${LAB} (embedded)`, "up again, warm", seconds);
    expect([await answered("web1", { web2: "10.21.13.12", db1: "10.21.13.141", gateway: GATEWAY }), await changes()]).toEqual([["gateway", "web2"], []]);
    await lab.succeed(["down", "--yes"]);
    expect([await lab.lasting(), more()]).toEqual([[], []]);
  }, 20 * MINUTES);

  test(`killed at ${KILLS} random moments of up, down leaves nothing each time`, async () => {
    const seed = Number(process.env["LABWRIGHT_SEED"]) || 1 + (Date.now() % 1_000_000);
    const next = random(seed);
    process.stdout.write(`real-embedded: LABWRIGHT_SEED=${seed}\n`);
    // A failed test before this one may have left something: that is told there.
    await lab.end();
    const left: unknown[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      // Every other time it starts from what is kept in the cache, where there is something.
      if (kill % 2 === 0) lab.forgetCache();
      // Most of what is made is made in the first seconds; later it only waits for machines.
      const moment = next() * (kill % 4 === 2 ? 60_000 : 8000);
      const child = lab.spawn(UP);
      const ended = new Promise((resolve) => child.once("close", resolve));
      await sleep(moment);
      const were = lab.processes().length;
      child.kill("SIGKILL");
      await ended;
      const { code, stderr } = await lab.labwright(["down", LAB, "--yes"]);
      // Before anything was made nothing is known of it.
      const isKnown = !stderr.includes("LW4003");
      const still = { processes: await lab.lasting(), files: more(), code: isKnown ? code : 0 };
      process.stdout.write(`real-embedded: killed after ${(moment / 1000).toFixed(1)} s, of ${were} processes; down ${isKnown ? `ended with ${code}` : "knew of no lab"}\n`);
      left.push(still);
    }
    expect(left).toEqual(Array.from({ length: KILLS }, () => ({ processes: [], files: [], code: 0 })));
  }, (2 + KILLS * 2) * MINUTES);
});
