import type { ChapterDefinition } from "../../chapters/chapter";
import type { Exercise } from "../../chapters/exercise";
import { exercisesOf } from "../../chapters/exercise";
import { chapters, findChapter } from "../../chapters/registry";
import { faultsOf } from "./exercise-faults";

test.each(chapters)("$id: its exercises can be done, checked and told apart from what is not done", (chapter) => {
  expect(faultsOf(chapter)).toEqual([]);
});

test("there are exercises to look at", () => {
  expect(chapters.flatMap((chapter) => chapter.exercises ?? []).length).toBeGreaterThanOrEqual(7);
});

describe("an exercise that is not as it should be is found", () => {
  const good = findChapter("pinnacle/7");
  const [one, ...others] = good.exercises ?? [];
  if (!one) throw new Error("the chapter has exercises");
  const chapterWith = (props: Partial<Exercise>): ChapterDefinition => ({ ...good, exercises: [{ ...one, ...props }, ...others] });
  const check = (script: string): Partial<Exercise> => ({ expectations: [{ ...one.expectations[0], check: script }] });

  test.each<[string, Partial<Exercise>, RegExp]>([
    ["another's id", { id: "overlay" }, /there are two exercises overlay/],
    ["an id with capitals", { id: "Chroot" }, /not kebab-case/],
    ["a title in one language", { title: { en: "A root", zh: "A root" } }, /not in both languages: A root/],
    ["a task in one language", { task: { en: "任务", zh: "任务" } }, /not in both languages/],
    ["an expectation without words", { expectations: [{ expect: { en: "", zh: "空" }, check: "false" }] }, /not in both languages/],
    ["a mistake in one language", { wrong: { why: { en: "why", zh: "why" }, run: "false" } }, /not in both languages: why/],
    ["a section of another chapter", { section: "8.1" }, /no section 8\.1/],
    ["a variant that is none", { variants: ["box", "huge"] }, /no variant huge/],
    ["a machine that is none", { machine: "box2" }, /variant box has no machine box2/],
    ["a machine of a check that is none", { expectations: [{ ...one.expectations[0], machine: "web" }] }, /no machine web/],
    ["a machine of a script that is none", { solve: [{ machine: "db", run: "false" }] }, /no machine db/],
    ["a mistake that is the solution", { wrong: { ...one.wrong, run: `${String(one.solve)}\n\n` } }, /the wrong attempt is the solution/],
    ["a script that is no bash", { solve: "if true; then" }, /no bash: .*syntax error/],
    ["a document that does not end", { solve: "cat <<END\nx" }, /no bash: .*here-document/],
    ["a solution in its check", check(`[ -e /x ] || { echo '${String(one.solve).split("\n")[0]}'; exit 1; }`), /line of the solution/],
    ...["true", ":", "ls /srv; echo seen", "test -e /x || true", "ls\nexit 0", ""].map((script): [string, Partial<Exercise>, RegExp] => [`a check \`${script}\``, check(script), /a check cannot fail/]),
  ])("%s", (_, props, fault) => {
    expect(faultsOf(chapterWith(props)).join("\n")).toMatch(fault);
  });

  test.each(["test -e /x", "ls /x || exit 1; exit 0", "cat x; ! grep -q y x", "f() { false; }; f"])("a check `%s` can fail", (script) => {
    expect(faultsOf(chapterWith(check(script)))).toEqual([]);
  });
});

test("exercises of a variant are those for all and its own, numbered in their order", () => {
  const [one, two, three] = findChapter("pinnacle/7").exercises ?? [];
  if (!one || !two || !three) throw new Error("the chapter has exercises");
  const chapter = { variants: [{ name: "a" }, { name: "b" }] as [{ name: string }, { name: string }], exercises: [one, { ...two, variants: ["b"] }, { ...three, variants: ["a"] }] };
  const ids = (variant?: string): string[] => exercisesOf(chapter, variant).map(({ id }) => id);
  expect([ids("a"), ids("b"), ids()]).toEqual([[one.id, three.id], [one.id, two.id], [one.id, three.id]]);
  expect(exercisesOf({ variants: chapter.variants }, "a")).toEqual([]);
});
