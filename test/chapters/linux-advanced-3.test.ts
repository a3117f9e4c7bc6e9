import { synthesizeById, userDataOf } from "./support";

const made = synthesizeById("linux-advanced/3", "host");

test("one small Docker host with a registry, all of it Debian's", () => {
  expect(made.spec.machines.map(({ name, memoryMiB }) => [name, memoryMiB])).toEqual([["docker1", 1536]]);
  expect(userDataOf(made, "docker1")["packages"]).toEqual(expect.arrayContaining(["docker.io", "docker-registry", "apache2"]));
  expect(userDataOf(made, "docker1")).not.toHaveProperty("apt.sources");
});

test("its images are made of what is on the machine, and port 80 is left to the reader's container", () => {
  const commands = userDataOf(made, "docker1")["runcmd"] as readonly string[];
  expect(commands[0]).toBe("systemctl disable --now apache2");
  expect(commands[1]).toContain("127.0.0.1:5000");
  expect(commands.slice(2).map((command) => /docker import .* - (\S+?);/.exec(command)?.[1])).toEqual(["lab/busybox", "lab/debian"]);
  expect(commands.join()).not.toMatch(/docker pull|https?:\/\/(?!localhost)/);
});
