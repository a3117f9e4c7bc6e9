import { chooseArchives, debianSources } from "../../../engines/images/build/apt-sources";
import { debianImageId } from "../../../engines/images/build/debian-image";
import { debianRecipe } from "../../../engines/images/build/debian-recipe";
import { packageSets } from "../../../engines/images/build/package-sets";
import { recipeDigest } from "../../../engines/images/build/recipe";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("the recipe of a Debian image", () => {
  test("is the same whatever the order and how often a package is named", () => {
    expect(debianImageId({ packages: ["tree", "jq", "tree"], sets: ["docker", "network"] })).toBe(debianImageId({ sets: ["network", "docker"], packages: ["jq", "tree"] }));
    expect(debianImageId({})).toMatch(/^debian-12-[0-9a-f]{12}$/);
    expect(debianImageId({ packages: ["tree"] })).not.toBe(debianImageId({}));
    expect(recipeDigest({ a: 1, b: { c: [1, 2], d: 2 } })).toBe(recipeDigest({ b: { d: 2, c: [1, 2] }, a: 1 }));
    expect(recipeDigest({ c: [1, 2] })).not.toBe(recipeDigest({ c: [2, 1] }));
  });

  test("has what packages need, whichever way they came", () => {
    const [bare, kvm, ovs] = [debianRecipe({}), debianRecipe({ sets: ["kvm"] }), debianRecipe({ packages: ["openvswitch-switch"] })];
    const cleanup = "system/netplan-ovs-cleanup.service";
    expect([bare, kvm, ovs].map(({ masked }) => masked.includes(cleanup))).toEqual([false, true, true]);
    expect([bare, kvm, ovs].map(({ files }) => "etc/systemd/system/load-kvm.service" in files)).toEqual([false, true, false]);
    expect([bare, kvm, ovs].map(({ commands }) => commands.includes("systemctl enable load-kvm.service"))).toEqual([false, true, false]);
    expect([bare, debianRecipe({ sets: ["cluster"] })].map(({ masked }) => masked.includes("system/remote-fs.target"))).toEqual([true, false]);
    expect(debianRecipe({ sets: Object.keys(packageSets) }).packages).toHaveLength(new Set(debianRecipe({ sets: Object.keys(packageSets) }).packages).size);
  });

  test("has the archive that everybody reaches, not the one it was built from", () => {
    expect(debianRecipe({}).files["etc/apt/sources.list"]?.content).toContain("deb http://deb.debian.org/debian bookworm main\n");
  });
});

describe("where packages come from", () => {
  let apt: string;
  beforeEach(() => {
    apt = mkdtempSync(join(tmpdir(), "labwright-apt-"));
    mkdirSync(join(apt, "sources.list.d"));
  });
  afterEach(() => rmSync(apt, { recursive: true, force: true }));

  test("the machine's own archives, in both formats", () => {
    writeFileSync(join(apt, "sources.list"), "# deb http://old/debian bookworm main\ndeb [signed-by=/x] http://near/debian bookworm main\n");
    writeFileSync(join(apt, "sources.list.d", "security.sources"), "Types: deb\nURIs: http://near/debian-security\nSuites: bookworm-security\n");
    expect(chooseArchives(undefined, apt)).toEqual({ main: "http://near/debian", security: "http://near/debian-security" });
  });

  test("of another distribution: Debian's", () => {
    writeFileSync(join(apt, "sources.list"), "deb http://archive.ubuntu.com/ubuntu jammy main\n");
    expect(debianSources("bookworm", chooseArchives(undefined, apt))).toEqual([
      "deb http://deb.debian.org/debian bookworm main", "deb http://deb.debian.org/debian bookworm-updates main", "deb http://deb.debian.org/debian-security bookworm-security main",
    ]);
  });

  test("the configuration's before them, but for Ubuntu's", () => {
    writeFileSync(join(apt, "sources.list"), "deb http://near/debian bookworm main\ndeb http://near/debian-security bookworm-security main\n");
    expect(chooseArchives({ apt: "https://mine/debian", images: {} }, apt)).toEqual({ main: "https://mine/debian", security: "http://near/debian-security" });
    expect(chooseArchives({ apt: "https://mine/ubuntu", images: {} }, apt).main).toBe("http://near/debian");
  });
});
