import fc from "fast-check";
import { SSH_PUBLIC_KEY, type SeedSpec } from "../../constructs/spec/lab-spec";
import { isoImage } from "../../engines/embedded/seed/iso-image";
import { seedFile } from "../../engines/embedded/seed/machine-seed";
import { golden } from "./support/lab";
import { readIso } from "./support/read-iso";

const NIC = { mac: "02:00:00:00:00:ff", address: "198.18.0.15/24" };
const KEY = "ssh-ed25519 AAAA labwright";
const seedOf = (seed: SeedSpec): Readonly<Record<string, string>> => readIso(seedFile({ name: "box" }, seed, KEY, NIC)).joliet.files;
const networkOf = (networkConfig?: string): unknown => JSON.parse(seedOf({ format: "cloud-init", userData: "", networkConfig })["network-config"] ?? "");
const MANAGEMENT = { match: { macaddress: NIC.mac }, "set-name": "mgmt0", dhcp4: false, addresses: [NIC.address] };

describe("a CD-ROM", () => {
  const file = fc.record({
    name: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
    content: fc.oneof(fc.string({ maxLength: 50 }), fc.constantFrom("", "x".repeat(2048), "é".repeat(3000))),
  });

  test("has its files in both trees, whatever their lengths, and its label", () => {
    fc.assert(fc.property(fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 8 }), (files) => {
      const image = isoImage("cidata", files.map(({ name, content }) => ({ name, content: Buffer.from(content) })));
      const { primary, joliet } = readIso(image);
      expect(joliet.files).toEqual(Object.fromEntries(files.map(({ name, content }) => [name, content])));
      expect(primary.files).toEqual(Object.fromEntries(files.map(({ name, content }) => [`${name.toUpperCase()};1`, content])));
      expect([primary.label, joliet.label]).toEqual(["cidata", "cidata"]);
      expect([primary.sectors, joliet.sectors].map((sectors) => sectors * 2048)).toEqual([image.length, image.length]);
    }));
  });

  test("is the same to the byte for the same files, in whatever order they are given", () => {
    const files = ["b", "a", "c"].map((name) => ({ name, content: Buffer.from(name) }));
    expect(isoImage("cidata", files)).toEqual(isoImage("cidata", [...files].reverse()));
    expect(isoImage("cidata", files)).not.toEqual(isoImage("other", files));
  });

  test("says so where there are more files than fit into its folder", () => {
    const files = Array.from({ length: 60 }, (_, index) => ({ name: `file-${index}`, content: Buffer.alloc(0) }));
    expect(() => isoImage("cidata", files)).toThrow("60 files are more than a seed has");
  });
});

describe("a cloud-init seed", () => {
  test("is labelled as cloud-init looks for it, with the key where the lab's stands", () => {
    const [machine] = golden("docker-cloud-4-access").machines;
    if (machine?.seed === undefined) throw new Error("no seed");
    expect(machine.seed.userData).toContain(SSH_PUBLIC_KEY);
    const image = seedFile(machine, machine.seed, KEY, NIC);
    const { label, files } = readIso(image).joliet;
    expect([label, Object.keys(files).sort()]).toEqual(["cidata", ["meta-data", "network-config", "user-data"]]);
    expect(files["user-data"]).toBe(machine.seed.userData.replaceAll(SSH_PUBLIC_KEY, KEY));
    expect(files["meta-data"]).toBe(machine.seed.metaData);
    expect(image.includes(SSH_PUBLIC_KEY)).toBe(false);
  });

  test("has the NIC that SSH comes in by beside the lab's, which stay as they are", () => {
    const [machine] = golden("docker-cloud-4-access").machines;
    const own = JSON.parse(machine?.seed?.networkConfig ?? "") as { ethernets: object };
    expect(networkOf(machine?.seed?.networkConfig)).toEqual({ ...own, ethernets: { ...own.ethernets, mgmt0: MANAGEMENT } });
  });

  test("has that NIC alone where the lab configures none, and names the machine where the lab does not", () => {
    expect(networkOf()).toEqual({ version: 2, ethernets: { mgmt0: MANAGEMENT } });
    expect(seedOf({ format: "cloud-init", userData: "" })["meta-data"]).toBe("instance-id: box\n");
  });
});

test("Ignition is handed over as it is, with the key filled in", () => {
  const userData = `{"ignition":{"version":"3.3.0"},"passwd":{"users":[{"sshAuthorizedKeys":["${SSH_PUBLIC_KEY}"]}]}}`;
  expect(seedFile({ name: "box" }, { format: "ignition", userData }, KEY, NIC).toString()).toBe(userData.replace(SSH_PUBLIC_KEY, KEY));
});
