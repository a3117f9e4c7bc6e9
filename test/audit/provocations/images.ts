import { buildDebianImage } from "../../../engines/images/build/debian-image";
import type { Builder } from "../../../engines/images/build/requirements";
import { withFakeBuilder } from "../../engines/support/fake-builder";
import { problemsOf, runMain } from "../../cli/support/run-main";

interface Faked {
  readonly machine?: Partial<Builder>;
  /** What the installation says before it fails. */
  readonly said?: string;
  /** A file of the faked machine. */
  readonly file?: string;
  readonly signal?: AbortSignal;
}

/** A build by faked tools. */
function build({ machine, said, file, signal }: Faked): Promise<unknown> {
  return withFakeBuilder((builder) => {
    if (said !== undefined) builder.write("mmdebstrap", `echo "${said}" >&2; exit 1\n`);
    if (file !== undefined) builder.write(file);
    return buildDebianImage({ caches: [builder.cache()], builder: builder.machine(machine) }, () => undefined, signal);
  });
}

const command = async (...words: string[]): Promise<unknown> => problemsOf(await runMain(["image", "build", "debian", ...words, "--json"]));

export const provocations: Readonly<Record<string, () => unknown>> = {
  LW2100: () => build({ machine: { keyring: "/nowhere/keyring.gpg" } }),
  LW2101: () => build({ machine: { subordinates: "" }, file: "no-namespaces" }),
  LW2102: () => build({ file: "no-namespaces" }),
  LW2103: () => build({ machine: { arch: "arm64" } }),
  LW3030: () => build({ said: "E: Failed to fetch http://deb.example/debian/InRelease  Could not resolve 'deb.example'" }),
  LW3031: () => build({ said: "dpkg: error processing archive: No space left on device" }),
  LW3032: () => build({ said: "E: Sub-process dpkg returned an error code" }),
  LW3033: () => build({ signal: AbortSignal.abort() }),
  LW4030: () => command("--set", "dokcer"),
  LW4031: () => command("--packages", "No-Such"),
};
