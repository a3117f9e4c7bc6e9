import type { Proof } from "../../../engines/exercises/prove";

/** What `labwright prove --json` says of an exercise. */
export type ProofSaid = { readonly id: string } & Omit<Proof, "exercise">;

/** @throws Error with what was written, where it is not what `labwright prove --json` writes. */
export function proofsIn({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): readonly ProofSaid[] {
  if (!stdout.trim().startsWith("{")) throw new Error(`prove said nothing: ${stderr}`);
  return (JSON.parse(stdout) as { readonly exercises: readonly ProofSaid[] }).exercises;
}
