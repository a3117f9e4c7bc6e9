import type { Command } from "commander";
import { bookOf, chapters } from "../../chapters/registry";
import type { Environment } from "../environment";

/** `labwright list`: the chapters there are. */
export function listCommand(program: Command, environment: () => Environment): void {
  program.command("list").description("list the chapters").action(() => list(environment()));
}

function list({ output }: Environment): void {
  const { language } = output;
  output.table(
    [output.say("colChapter"), output.say("colTitle"), output.say("variants"), output.say("exercises"), output.say("colBook")],
    chapters.map((chapter) => [chapter.id, chapter.title[language], chapter.variants.map(({ name }) => name).join(", "), String(chapter.exercises?.length ?? ""), bookOf(chapter).title[language]]),
  );
  output.result(chapters.map((chapter) => ({
    id: chapter.id,
    book: chapter.book,
    title: chapter.title,
    summary: chapter.summary,
    cluster: chapter.cluster,
    variants: chapter.variants.map(({ name }) => name),
    exercises: chapter.exercises?.length ?? 0,
  })));
}
