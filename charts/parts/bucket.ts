import { refuse } from "./checks";

/** A bucket of an object store that speaks S3. It is there already. */
export interface Bucket {
  readonly name: string;
  /** Address of the store, `https://...` or `http://...`. @default that of AWS */
  readonly endpoint?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Name of a Secret in the add-on's namespace with the store's keys, which do not belong in code. */
  readonly secretName: string;
}

export const REGION = "us-east-1";

/** @throws LabError LW1001 for what is no bucket's name, no address or no Secret's name */
export function checkBucket(path: string, bucket: Bucket | undefined): void {
  if (bucket === undefined) return;
  const { name, endpoint, secretName } = bucket;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) refuse(path, "bucket.name", name, { en: "3 to 63 lower-case letters, digits, dots and dashes", zh: "3 到 63 个小写字母、数字、点与短横线" });
  if (endpoint !== undefined && !/^https?:\/\/[^\s/@]+(\/[^\s@]*)?$/.test(endpoint)) refuse(path, "bucket.endpoint", endpoint, { en: "an http:// or https:// address, without user or password", zh: "http:// 或 https:// 地址，且不含用户名与密码" });
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(secretName)) refuse(path, "bucket.secretName", secretName, { en: "the name of a Secret", zh: "Secret 的名称" });
}
