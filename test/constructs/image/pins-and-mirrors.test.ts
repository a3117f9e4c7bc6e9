import { contextKeys } from "../../../constructs/core/context";
import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import type { LabStack } from "../../../stacks/lab-stack";
import { type Context, codesOf, makeLab, problemsOf, synthLab, type Synthesized } from "../../support/synth";

const SUM = `sha512:${"ab".repeat(64)}`;
const DEBIAN = "debian-12-genericcloud-amd64-20260712-2537.qcow2";
const UPSTREAM = `https://cloud.debian.org/images/cloud/bookworm/20260712-2537/${DEBIAN}`;
const web = (image: Image) => (lab: LabStack): void => void new Machine(lab, "web", { image, cloudInit: { packages: ["vim", "jq"] } });
const pins = (value: unknown, name = "debian-12/x86_64"): Context => ({ [contextKeys.images]: { [name]: value } });

/** What the step that fetches a lab's only image is told. */
function fetching(lab: Synthesized): Record<string, string> {
  const step = Object.entries(lab.resources("terraform_data")).find(([name]) => name.includes("image-"));
  const [provisioner] = step?.[1]["provisioner"] as { "local-exec": { environment: Record<string, string> } }[];
  return provisioner?.["local-exec"].environment ?? {};
}

describe("an image that nothing pins yet", () => {
  test("is fetched from its publisher, its digest read there", () => {
    expect(fetching(synthLab(web(Image.debian12())))).toMatchObject({
      LW_URL: UPSTREAM, LW_SUM: "", LW_SUMS_URL: UPSTREAM.replace(DEBIAN, "SHA512SUMS"), LW_SUMS_ALGORITHM: "sha512", LW_SUMS_LENGTH: "128",
      LW_PATH: `/var/lib/libvirt/images/labwright/${DEBIAN}`, LW_COMPRESSION: "",
    });
  });

  test("is not trusted by MD5: what arrives is recorded instead", () => {
    expect(fetching(synthLab(web(Image.cirros({ allowUnpinned: true }))))).toMatchObject({ LW_SUM: "", LW_SUMS_URL: "" });
  });

  test("is fetched once for all machines, which wait for it and lie on it", () => {
    const lab = synthLab((stack) => {
      for (const id of ["web", "db"]) new Machine(stack, id, { image: Image.debian12() });
    });
    const steps = Object.keys(lab.resources("terraform_data")).filter((name) => name.includes("image-"));
    expect(steps).toHaveLength(1);
    for (const id of ["web", "db"]) {
      expect(lab.at(`${id}/root`, "depends_on")).toEqual([`terraform_data.${steps[0]}`]);
      expect(lab.at(`${id}/root`, "backing_store")).toEqual({ path: `/var/lib/libvirt/images/labwright/${DEBIAN}`, format: { type: "qcow2" } });
    }
  });
});

describe("a pin of the context", () => {
  test("gives the digest, and the file keeps its name", () => {
    const lab = synthLab(web(Image.debian12()), { context: pins({ url: UPSTREAM, checksum: SUM }) });
    expect(fetching(lab)).toMatchObject({ LW_SUM: SUM, LW_SUMS_URL: "", LW_PATH: `/var/lib/libvirt/images/labwright/${DEBIAN}` });
  });

  test("replaces the image by another one, named by its digest", () => {
    const lab = synthLab(web(Image.debian12()), { context: pins({ url: "file:///srv/own.qcow2", checksum: SUM }) });
    expect(fetching(lab)).toMatchObject({ LW_URL: "file:///srv/own.qcow2", LW_SUM: SUM, LW_PATH: "/var/lib/libvirt/images/labwright/abababababababab-own.qcow2" });
  });

  test("names packages that are not installed again", () => {
    const userData = (packages: string[]): unknown => {
      const lab = makeLab({ context: pins({ url: UPSTREAM, checksum: SUM, packages }) });
      web(Image.debian12())(lab);
      return JSON.parse(lab.lab.machines[0]?.seed()?.userData.replace("#cloud-config\n", "") ?? "");
    };
    expect(userData(["vim"])).toMatchObject({ packages: ["jq"] });
    expect(userData(["vim", "jq"])).not.toHaveProperty("packages");
  });

  test("makes an image acceptable that would not be otherwise", () => {
    expect(codesOf(web(Image.flatcar()))).toContain("LW1050");
    expect(problemsOf((lab) => new Machine(lab, "web", { image: Image.flatcar() }), { context: pins({ url: "https://a.example/flatcar.img", checksum: SUM }, "flatcar/x86_64") })).toEqual([]);
  });

  test("of another architecture is another image's", () => {
    expect(fetching(synthLab(web(Image.debian12()), { context: pins({ url: UPSTREAM, checksum: SUM }, "debian-12/aarch64") }))["LW_SUM"]).toBe("");
  });

  test("is read as JSON, as the command line hands it over", () => {
    const context = { [contextKeys.images]: JSON.stringify({ "debian-12/x86_64": { url: UPSTREAM, checksum: SUM } }) };
    expect(fetching(synthLab(web(Image.debian12()), { context }))["LW_SUM"]).toBe(SUM);
  });

  test.each<[string, unknown, string[]]>([
    ["no address", { checksum: SUM }, ["LW1001"]], ["no digest", { url: UPSTREAM }, ["LW1051"]], ["no mapping", "x", ["LW1001", "LW1001", "LW1051"]], ["packages that are text", { url: UPSTREAM, checksum: SUM, packages: "vim" }, ["LW1001"]],
  ])("with %s is told", (_name, pin, codes) => {
    expect(codesOf(web(Image.debian12()), { context: pins(pin) })).toEqual(codes);
  });

  test("that is broken JSON is told", () => {
    expect(problemsOf(() => undefined, { context: { [contextKeys.images]: "{broken" } })).toMatchObject([{ code: "LW1001", values: { property: "labwright:images", rule: "valid JSON" } }]);
  });
});

describe("mirrors", () => {
  const mirrors = (images: Record<string, string>): Context => ({ [contextKeys.mirrors]: { images } });

  test("replace the beginning of an address, of images and of checksum files alike", () => {
    const lab = synthLab(web(Image.debian12()), { context: mirrors({ "https://cloud.debian.org/": "http://mirror.lan/debian-cloud/" }) });
    expect(fetching(lab)).toMatchObject({
      LW_URL: UPSTREAM.replace("https://cloud.debian.org/", "http://mirror.lan/debian-cloud/"),
      LW_SUMS_URL: `http://mirror.lan/debian-cloud/images/cloud/bookworm/20260712-2537/SHA512SUMS ${UPSTREAM.replace(DEBIAN, "SHA512SUMS")}`,
      LW_PATH: `/var/lib/libvirt/images/labwright/${DEBIAN}`,
    });
  });

  test("leave other addresses alone", () => {
    expect(fetching(synthLab(web(Image.debian12()), { context: mirrors({ "https://other.example/": "http://mirror.lan/" }) }))["LW_URL"]).toBe(UPSTREAM);
  });

  test("of apt are written into the guests", () => {
    const lab = makeLab({ context: { [contextKeys.mirrors]: { apt: "http://mirror.lan/debian" } } });
    web(Image.debian12())(lab);
    expect(lab.lab.machines[0]?.seed()?.userData).toContain('"uri": "http://mirror.lan/debian"');
  });

  test("of security updates may be another archive than apt's", () => {
    const aptOf = (mirrors: object): unknown => {
      const lab = makeLab({ context: { [contextKeys.mirrors]: mirrors } });
      web(Image.debian12())(lab);
      return (JSON.parse(lab.lab.machines[0]?.seed()?.userData.replace("#cloud-config\n", "") ?? "") as { apt?: unknown }).apt;
    };
    const at = (uri: string): object[] => [{ arches: ["default"], uri }];
    const [apt, aptSecurity] = ["http://mirror.lan/debian", "http://mirror.lan/debian-security"];
    expect(aptOf({ apt })).toEqual({ primary: at(apt), security: at(apt) });
    expect(aptOf({ apt, aptSecurity })).toEqual({ primary: at(apt), security: at(aptSecurity) });
    expect(aptOf({ aptSecurity })).toEqual({ security: at(aptSecurity) });
    expect(aptOf({})).toBeUndefined();
  });

  test.each<[string, unknown]>([["no address", { images: { "https://a/": "nowhere" } }], ["a list", { images: [] }], ["apt as a number", { apt: 5 }], ["security updates as a list", { aptSecurity: [] }], ["text", "http://mirror.lan"]])("that are %s are told", (_name, value) => {
    expect(codesOf(() => undefined, { context: { [contextKeys.mirrors]: value } })).toEqual(["LW1001"]);
  });
});

describe("an address with a user and a password", () => {
  const SECRET = "hunter2";
  const address = `https://ann:${SECRET}@m.example/d.qcow2`;
  test.each<[string, Context]>([
    ["of a mirror", { [contextKeys.mirrors]: { apt: address } }], ["of the security mirror", { [contextKeys.mirrors]: { aptSecurity: address } }],
    ["of an image mirror", { [contextKeys.mirrors]: { images: { "https://cloud.debian.org/": address } } }], ["that an image mirror stands for", { [contextKeys.mirrors]: { images: { [address]: "https://m.example/" } } }],
    ["of an image that is pinned", pins({ url: address, checksum: SUM })], ["of a mirror, with a token alone", { [contextKeys.mirrors]: { apt: "https://token@m.example/" } }],
  ])("%s is refused, and not told again", (_name, context) => {
    const problems = problemsOf(() => undefined, { context });
    expect(problems.map(({ code }) => code)).toEqual(["LW1001"]);
    expect(JSON.stringify(problems[0]?.values["given"])).not.toMatch(/hunter2|token/);
  });

  test("of an image is refused, and not told again", () => {
    expect(() => Image.fromUrl(address, { checksum: SUM })).toThrow(/LW1001/);
    expect(() => Image.fromUrl(address, { checksum: SUM })).not.toThrow(new RegExp(SECRET));
    expect(() => Image.fromUrl("https://m.example/a@b/d.qcow2", { checksum: SUM })).not.toThrow();
  });
});
