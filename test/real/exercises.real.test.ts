import { proofsIn } from "./support/prove-output";
import { describeEmbedded, UserLab } from "./support/user-lab";

const MINUTES = 60_000;
/** Namespaces and cgroups; Docker. The long tier has every chapter, see prove-chapters.ts. */
const CHAPTERS = ["pinnacle/7", "linux-advanced/3"];

describeEmbedded("real-exercises: a user without rights", CHAPTERS, () => {
  let lab: UserLab;

  beforeAll(async () => {
    lab = await UserLab.start(CHAPTERS);
  }, 15 * MINUTES);

  afterAll(async () => lab?.stop(), MINUTES);

  test.each(CHAPTERS)("%s comes up, each of its exercises is shown not to be done, nor by the wrong attempt, and to be solved, and nothing is left", async (chapter) => {
    await lab.labwright(["plan", chapter, "--engine", "embedded"]);
    const before = lab.files();
    await lab.succeed(["up", chapter, "--engine", "embedded", "--yes"]);
    const exercises = proofsIn(await lab.labwright(["prove", chapter, "--json"]));
    process.stdout.write(`real-exercises: ${chapter}: ${exercises.map(({ id, seconds }) => `${id} ${seconds} s`).join(", ")}\n`);
    expect(exercises.filter(({ proven }) => !proven)).toEqual([]);
    const verified = JSON.parse((await lab.succeed(["verify", chapter, "--json"])).stdout) as { exercises: readonly { done: boolean }[] };
    expect(verified.exercises.map(({ done }) => done)).toEqual(exercises.map(() => true));
    await lab.succeed(["down", chapter, "--yes", "--all"]);
    expect([await lab.lasting(), lab.files().filter((file) => !before.includes(file))]).toEqual([[], []]);
  }, 25 * MINUTES);
});
