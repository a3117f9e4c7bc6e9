import { synthesizeById, userDataOf } from "./support";

const made = synthesizeById("docker-cloud/1", "pair");

test("two small machines that trust the one registry", () => {
  expect(made.spec.machines.map(({ name, memoryMiB }) => [name, memoryMiB])).toEqual([["cloud1", 1024], ["cloud2", 1024]]);
  for (const machine of ["cloud1", "cloud2"]) {
    const files = userDataOf(made, machine)["write_files"] as readonly { readonly path: string; readonly content: string }[];
    expect(files.find(({ path }) => path === "/etc/docker/daemon.json")?.content).toBe('{"insecure-registries":["cloud1:5000"]}\n');
  }
});

test("the registry and its images are made on cloud1, which leaves no swarm behind", () => {
  const commands = (userDataOf(made, "cloud1")["runcmd"] as readonly string[]).join("\n");
  expect(commands).toContain("docker push");
  expect(commands).not.toContain("swarm");
  expect(userDataOf(made, "cloud2")["packages"]).not.toContain("docker-registry");
});
