import type { Text } from "../constructs/core/text";
import type { Exercise } from "./exercise";
import type { LabStack } from "../stacks/lab-stack";

export type BookId = "pinnacle" | "docker-cloud" | "cloud-practice" | "linux-advanced" | "containers-ch11";

/** One of the five books and chapters that labwright carries environments for. */
export interface Book {
  readonly id: BookId;
  readonly title: Text;
}

/** Another shape of a chapter's environment: less memory, or the reader doing by hand what the default declares. */
export interface Variant {
  readonly name: string;
  readonly summary: Text;
  /** What a reader of this variant should know, beside the chapter's own notes. */
  readonly notes?: readonly Text[];
}

export interface Section {
  readonly number: string;
  readonly title: Text;
}

/** A chapter: what it is about, and the environment it is done in. */
export interface ChapterDefinition {
  /** `<book>/<chapter>`, as the curriculum numbers it. */
  readonly id: string;
  readonly book: BookId;
  readonly title: Text;
  /** What the environment is. */
  readonly summary: Text;
  /** The sections it serves. */
  readonly sections: readonly Section[];
  /** The range that its networks are written in. */
  readonly subnetBase: string;
  /** Whether it has a Kubernetes cluster. */
  readonly cluster: boolean;
  /** The first is the default. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** What the reader should know before starting: what the host needs, what is not there, what behaves unlike the book. */
  readonly notes: readonly Text[];
  /** What a reader does in it. @default - none yet */
  readonly exercises?: readonly Exercise[];
  /** Declares machines and networks; a pure function of its arguments. */
  build(lab: LabStack, variant: string): void;
}
