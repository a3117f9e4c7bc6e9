import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chapters } from "../../chapters/registry";
import { debianImageId } from "../../engines/images/build/debian-image";
import { LabWorld } from "../cli/support/lab-world";
import { onMachines } from "../cli/support/fake-shell";
import { putBuiltImage } from "../engines/support/built-image";
import { blocks, commandLines, page, pages, ROOT } from "./support";

jest.mock("../../engines/embedded/embedded-engine", () => ({ EmbeddedEngine: jest.requireActual<typeof import("../cli/support/fake-engine")>("../cli/support/fake-engine").FakeEngine }));
jest.mock("../../engines/exercises/remote-shell", () => ({
  ...jest.requireActual<object>("../../engines/exercises/remote-shell"), SshShell: jest.requireActual<typeof import("../cli/support/fake-shell")>("../cli/support/fake-shell").FakeShell,
}));
jest.mock("../../engines/doctor/doctor", () => {
  const { runDoctor } = jest.requireActual<typeof import("../../engines/doctor/doctor")>("../../engines/doctor/doctor");
  const { FakedHost } = jest.requireActual<typeof import("../doctor/support/faked-host")>("../doctor/support/faked-host");
  return { runDoctor: (options: Parameters<typeof runDoctor>[0]) => runDoctor({ ...options, run: new FakedHost(), platform: "linux", nodeVersion: "22.11.0" }) };
});

/** What an exercise that is not done ends with: on fresh machines none is. */
const CODES: Readonly<Record<string, number>> = { verify: 6 };
/** Commands for a lab whether it is up or not. */
const FOR_ANY = ["up", "plan", "doctor", "image", "show", "list", "synth", "graph"];

let world: LabWorld;
beforeEach(() => {
  world = new LabWorld();
  const cache = join(world.line.root, "cache");
  for (const options of [{}, { sets: ["docker", "network"], packages: ["tree", "htop"] }]) putBuiltImage(cache, debianImageId(options));
  // What a bundle is made of.
  mkdirSync(join(world.line.directory, "files", "bin"), { recursive: true });
  writeFileSync(join(world.line.directory, "files", "bin", "kubelet"), "a program");
  const [lab = ""] = blocks(page("README.md"), "ts");
  writeFileSync(join(world.line.directory, "lab.ts"), lab.replace('"labwright"', JSON.stringify(join(ROOT, "index.ts"))).replace('"cdktf"', JSON.stringify(join(ROOT, "node_modules/cdktf"))));
});
afterEach(() => world.close());

const perPage = pages.map((one) => ({ file: one.file, commands: commandLines([one]).map(({ command }) => command).filter((command) => command.startsWith("npx labwright ") && !command.includes("examples/")) }));

// What a reader types page by page, with engine, SSH, doctor's host and images faked. A lab that a page takes for granted is brought up before.
test.each(perPage.filter(({ commands }) => commands.length > 0))("$file: its commands run, one after another", async ({ commands }) => {
  for (const command of commands) {
    const words = command.split(/\s+/).slice(2);
    const [name = ""] = words;
    const chapter = chapters.find(({ id }) => words.includes(id));
    if (chapter !== undefined && !FOR_ANY.includes(name) && !isUp(chapter.id)) expect(await world.run(["up", chapter.id, ...variantOf(command)])).toMatchObject({ code: 0 });
    if (name === "prove") onMachines.done.clear();
    const { code, stderr } = await world.run(words);
    expect({ command, code, stderr }).toEqual({ command, code: CODES[name] ?? 0, stderr: "" });
  }
}, 60_000);

const isUp = (id: string): boolean => world.line.registry.list().some(({ target }) => target.replace(/:.*/, "") === id);
const variantOf = (command: string): string[] => (command.includes("docker-cloud/4 web1") ? ["--variant", "access"] : []);
