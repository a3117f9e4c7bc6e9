import { chapters } from "../../chapters";
import { exercisesOf } from "../../chapters/exercise";
import { provenChapters, readProof, scriptsOf, unproven, type ChapterProof } from "../real/support/chapter-proofs";

// An exercise counts once real machines have shown that its check fails first, and after the wrong attempt, and not when it is
// solved. `npm run test:chapters` shows that, and keeps what was run.
const withExercises = chapters.filter(({ exercises = [] }) => exercises.length > 0);

test.each(withExercises.map((chapter) => [chapter.id, chapter] as const))("%s: every exercise is proven as it is now (npm run test:chapters), or says what it needs that could not be had", (_, { id, exercises = [] }) => {
  expect(unproven(readProof({ id }), exercises).filter(({ notRun }) => notRun === undefined).map((exercise) => exercise.id)).toEqual([]);
});

test("an exercise that is proven gives no reason why it was not run", () => {
  for (const { id, exercises = [] } of withExercises) {
    const reasoned = exercises.filter(({ notRun }) => notRun !== undefined);
    expect(unproven(readProof({ id }), reasoned)).toEqual(reasoned);
  }
});

test("nothing is kept of exercises, variants and chapters that are gone", () => {
  const known = chapters.map(({ id }) => id);
  expect(provenChapters().filter((id) => !known.includes(id))).toEqual([]);
  for (const chapter of chapters) {
    for (const [variant, { exercises }] of Object.entries(readProof(chapter).variants)) {
      expect(chapter.variants.map(({ name }) => name)).toContain(variant);
      const there = exercisesOf(chapter, variant).map(({ id }) => id);
      expect(Object.keys(exercises).filter((id) => !there.includes(id))).toEqual([]);
    }
  }
});

test("an exercise with another check, solution or wrong attempt is not proven; with other words it is", () => {
  const [chapter] = withExercises;
  const [exercise] = chapter?.exercises ?? [];
  if (!chapter || !exercise) throw new Error("no chapter has exercises");
  const proof: ChapterProof = { chapter: chapter.id, variants: { any: { machine: "", seconds: { up: 0, down: 0 }, exercises: { [exercise.id]: { scripts: scriptsOf(exercise), seconds: 1, date: "", commit: "" } } } } };
  const [first, ...rest] = exercise.expectations;
  const others = [
    { ...exercise, expectations: [{ ...first, check: "true" }, ...rest] as const },
    { ...exercise, solve: "true" },
    { ...exercise, wrong: { ...exercise.wrong, run: "true" } },
  ];
  expect(unproven(proof, others)).toHaveLength(3);
  expect(unproven(proof, [{ ...exercise, task: { en: "another", zh: "另一个" } }])).toEqual([]);
  expect(unproven(proof, [exercise], "another variant")).toHaveLength(1);
});
