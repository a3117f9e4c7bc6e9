import { Construct } from "constructs";
import { knownByMark } from "../../constructs/core/known-by-mark";
import type { Addon } from "./addon";

export interface RemoteManifestProps {
  /** `https://...` of a file of objects, of a release and not of a branch. */
  readonly url: string;
  /** SHA-256 of the file, hexadecimal, where it is known. */
  readonly sha256?: string;
}

/** A file of objects that a project publishes with a release, for those that publish no chart. It is applied as it is. */
export class RemoteManifest extends Construct {
  readonly url: string;
  readonly sha256?: string;

  constructor(addon: Addon, id: string, { url, sha256 }: RemoteManifestProps) {
    super(addon, id);
    this.url = url;
    this.sha256 = sha256;
  }
}

knownByMark(RemoteManifest, "RemoteManifest");
