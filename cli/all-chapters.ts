import { chapters } from "../chapters/registry";
import { LabError } from "../constructs/core/lab-error";
import type { LabOptions } from "./lab-options";
import type { Target } from "../engines/synth/target";

/** What `--all` stands for: every chapter in every variant. */
export function allChapters(): Target[] {
  return chapters.flatMap((chapter) => chapter.variants.map(({ name }) => ({ kind: "chapter" as const, id: chapter.id, chapter, variant: name })));
}

/** @throws LabError LW4008 where `--all` comes with what would choose */
export function refuseBoth(command: string, { all, variant, stack }: LabOptions & { readonly all?: boolean }, lab: string | undefined): void {
  if (all !== true || (variant ?? stack ?? lab) === undefined) return;
  throw LabError.of("LW4008", { what: { en: "--all takes no lab, variant or stack: it is every chapter in every variant", zh: "--all 不能与实验环境、--variant 或 --stack 同用：它包含所有章节的所有变体" }, command });
}
