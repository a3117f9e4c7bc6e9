import { synthesizeById, userDataOf } from "./support";

const made = synthesizeById("docker-cloud/2", "pair");
const commandsOf = (machine: string): readonly string[] => userDataOf(made, machine)["runcmd"] as readonly string[];

test("two Docker hosts, one of them with the registry, all of it Debian's", () => {
  expect(made.spec.machines.map(({ name, memoryMiB }) => [name, memoryMiB])).toEqual([["docker1", 1536], ["docker2", 1024]]);
  expect(userDataOf(made, "docker1")["packages"]).toEqual(expect.arrayContaining(["docker.io", "docker-registry", "haproxy", "redis-server"]));
  expect(userDataOf(made, "docker2")["packages"]).not.toContain("docker-registry");
});

test("what the images are made of does not run on the machines themselves, and nothing is fetched", () => {
  expect(commandsOf("docker1")[0]).toBe("systemctl disable --now redis-server haproxy");
  expect(commandsOf("docker2")[0]).toBe("systemctl disable --now redis-server");
  expect([...commandsOf("docker1"), ...commandsOf("docker2")].join()).not.toMatch(/docker pull|https?:\/\/(?!localhost)/);
});

test("docker1 is left as an installation that nobody has finished", () => {
  expect(commandsOf("docker1").at(-1)).toContain("systemctl disable docker.service docker.socket");
});
