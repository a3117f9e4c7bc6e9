import { KvmHost } from "../../constructs/host/kvm-host";
export const chapter = undefined as never as import("../chapter").ChapterDefinition; void KvmHost;
