export const chapter = undefined as never as import("../chapter").ChapterDefinition;
