import { decode, encode, RECURSION_DESIRED, type DecodedPacket } from "dns-packet";
import { NameServer } from "../../engines/embedded/switch/name-server";

const DOMAIN = "demo.lab.internal";
const MACHINES = { web1: ["10.0.0.11", "fd00:1::b"], db1: ["10.0.0.12"] };
const closed = new NameServer({ domain: DOMAIN, machines: MACHINES });

const query = (name: string, type = "A", id = 7): Buffer => encode({ type: "query", id, flags: RECURSION_DESIRED, questions: [{ type: type as "A", name }] });
async function ask(name: string, type = "A", server = closed): Promise<DecodedPacket> {
  const answer = await server.answer(query(name, type));
  if (answer === undefined) throw new Error("nothing was answered");
  return decode(answer);
}
const data = async (name: string, type = "A", server = closed): Promise<unknown[]> =>
  (await ask(name, type, server)).answers?.map((one) => ("data" in one ? one.data : undefined)) ?? [];
const code = async (name: string, type = "A", server = closed): Promise<string> => (await ask(name, type, server) as unknown as { rcode: string }).rcode;

test.each(["web1", `web1.${DOMAIN}`, `WEB1.Demo.lab.internal`])("%s is a machine, with the network's domain and without, in any case", async (name) => {
  expect(await data(name)).toEqual(["10.0.0.11"]);
  expect(await data(name, "AAAA")).toEqual(["fd00:1::b"]);
  expect(await data(name, "ANY")).toEqual(["10.0.0.11", "fd00:1::b"]);
});

test("an address of the other family is not known, which is no error", async () => {
  expect([await data("db1", "AAAA"), await code("db1", "AAAA"), await data("db1", "MX")]).toEqual([[], "NOERROR", []]);
});

test("an address leads back to its machine's full name", async () => {
  expect(await data("11.0.0.10.in-addr.arpa", "PTR")).toEqual([`web1.${DOMAIN}`]);
  expect(await data(`b.${"0.".repeat(23)}1.0.0.0.0.0.d.f.ip6.arpa`, "PTR")).toEqual([`web1.${DOMAIN}`]);
  expect(await data("11.0.0.10.in-addr.arpa")).toEqual([]);
});

test("in its own domain it knows what there is not", async () => {
  expect([await code(`web9.${DOMAIN}`), await code(DOMAIN), await code(`a.b.${DOMAIN}`)]).toEqual(["NXDOMAIN", "NXDOMAIN", "NXDOMAIN"]);
  const open = new NameServer({ domain: DOMAIN, machines: MACHINES }, () => Promise.reject(new Error("asked outside")));
  expect(await code(`web9.${DOMAIN}`, "A", open)).toBe("NXDOMAIN");
});

test.each(["example.com", "web9", `not${DOMAIN}`])("%s is refused where the network leads nowhere", async (name) => {
  expect(await code(name)).toBe("REFUSED");
});

test("an answer has its question's number and words", async () => {
  const answer = decode(await closed.answer(query("web1", "A", 4711)) ?? Buffer.alloc(0));
  expect(answer).toMatchObject({ id: 4711, type: "response", questions: [{ name: "web1", type: "A" }] });
  expect((answer.flags ?? 0) & RECURSION_DESIRED).not.toBe(0);
});

describe("where the network leads out", () => {
  const asked: Buffer[] = [];
  const said = Buffer.from("as it came");
  const open = new NameServer({ domain: DOMAIN, machines: MACHINES }, (question) => {
    asked.push(question);
    return Promise.resolve(said);
  });
  beforeEach(() => asked.splice(0));

  test("other names are asked for outside: the question as it came, the answer as it came", async () => {
    expect(await open.answer(query("example.com"))).toEqual(said);
    expect(asked).toEqual([query("example.com")]);
  });

  test("the lab's names are not", async () => {
    for (const name of ["web1", `db1.${DOMAIN}`, "12.0.0.10.in-addr.arpa"]) await open.answer(query(name));
    expect(asked).toEqual([]);
  });
});

test("a network without a domain has the bare names", async () => {
  const bare = new NameServer({ machines: MACHINES });
  expect([await data("web1", "A", bare), await data("11.0.0.10.in-addr.arpa", "PTR", bare)]).toEqual([["10.0.0.11"], ["web1"]]);
});

test("what is no question gets no answer, and ends nothing", async () => {
  const answers = [Buffer.alloc(0), Buffer.from("GET / HTTP/1.1"), encode({ type: "response", id: 1, questions: [{ type: "A", name: "web1" }] }), encode({ type: "query", id: 1, questions: [] })];
  for (const one of answers) expect(await closed.answer(one)).toBeUndefined();
  const whole = query("web1");
  for (let length = 0; length < whole.length; length++) await expect(closed.answer(whole.subarray(0, length))).resolves.toBeUndefined();
});
