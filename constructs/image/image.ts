import { ARCHITECTURES, type Arch } from "../core/arch";
import { Checker } from "../core/checker";
import { knownByMark } from "../core/known-by-mark";
import { LabError, show, type Problem } from "../core/lab-error";
import { shortHash } from "../core/naming";
import { rules, sizeLike } from "../core/rules";
import { Size } from "../core/size";
import { ABSOLUTE_PATH, compressionOf, IMAGE_ADDRESS, plainName } from "./address";
import { catalogueEntry, catalogueNames, type CatalogueEntry, type ChecksumSource, type Provisioning } from "./catalogue";
import { Checksum } from "./checksum";
import type { ImagePin } from "./pin";

export type { ImagePin } from "./pin";

export interface CatalogueImageOptions {
  /** @default - the architecture of the machine that uses it */
  readonly arch?: Arch;
  /**
   * Accepts an image that cannot be pinned: one that moves, or whose publisher offers no SHA-2 digest.
   * @default false
   */
  readonly allowUnpinned?: boolean;
}

export interface CustomImageOptions {
  /** @default - the architecture of the machine that uses it */
  readonly arch?: Arch;
  /** Account that gets the SSH key. @default debian */
  readonly user?: string;
  /** @default cloud-init */
  readonly provisioning?: Provisioning;
  /** @default - raw for .raw, .img.raw and .iso, else qcow2 */
  readonly format?: "qcow2" | "raw";
  /** @default - by the name's ending: .bz2, .xz */
  readonly compression?: "bz2" | "xz";
  /** Size of the disk it holds, unpacked; a smaller root disk is then refused at synth. @default - not known */
  readonly virtualSize?: Size;
}

export interface UrlImageOptions extends CustomImageOptions {
  /** `sha256:…` or `sha512:…` of the file as it is downloaded. */
  readonly checksum: string;
}

export interface FileImageOptions extends CustomImageOptions {
  /** @default - the file is taken as it is: it is the user's own */
  readonly checksum?: string;
}

/** An image as the host has to fetch it. */
export interface ResolvedImage {
  readonly name: string;
  readonly arch: Arch;
  readonly url: string;
  readonly checksum?: Checksum;
  /** Where the digest is read when it is not pinned yet. */
  readonly checksumSource?: ChecksumSource;
  /** Name of the file in the host's image directory: the same content always has the same name. */
  readonly fileName: string;
  readonly format: "qcow2" | "raw";
  readonly compression?: "bz2" | "xz";
  readonly user: string;
  readonly provisioning: Provisioning;
  readonly uefiOnly: boolean;
  readonly virtualSize?: Size;
  /** Packages it carries beyond the distribution's own image. */
  readonly packages: readonly string[];
}

const CUSTOM = ["arch", "user", "provisioning", "format", "compression", "virtualSize", "checksum"];

/** A disk image that machines start from. A plain value; what it stands for is decided per architecture at synth. */
export class Image {
  private constructor(
    readonly name: string,
    readonly arch: Arch | undefined,
    private readonly make: (arch: Arch, pin: ImagePin | undefined) => ResolvedImage,
  ) {}

  static debian12(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("debian-12", options); }
  static debian13(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("debian-13", options); }
  static ubuntu2204(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("ubuntu-22.04", options); }
  static ubuntu2404(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("ubuntu-24.04", options); }
  static fedora44(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("fedora-44", options); }
  static rocky9(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("rocky-9", options); }
  static almalinux9(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("almalinux-9", options); }
  /** The publisher rebuilds this file in place: needs `allowUnpinned`. */
  static opensuseLeap16(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("opensuse-leap-16.0", options); }
  static alpine323(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("alpine-3.23", options); }
  static archLinux(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("arch", options); }
  /** Published with MD5 only: needs `allowUnpinned`. */
  static cirros(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("cirros-0.6.3", options); }
  /** Ignition instead of cloud-init; the `current` channel moves: needs `allowUnpinned`. */
  static flatcar(options?: CatalogueImageOptions): Image { return Image.fromCatalogue("flatcar", options); }

  /**
   * @param name such as `debian-12`
   * @throws LabError LW1052 for an unknown name, LW1050 for one that cannot be pinned
   */
  static fromCatalogue(name: string, options: CatalogueImageOptions = {}): Image {
    const given = checkOptions(options, ["arch", "allowUnpinned"]);
    if (!catalogueNames.includes(name)) throw unknownImage(name, given.arch ?? "x86_64");
    return new Image(name, given.arch, (arch, pin) => {
      const entry = catalogueEntry(name, arch);
      if (!entry) throw unknownImage(name, arch);
      const cannotPin = entry.moving === true || entry.checksum.algorithm === "md5";
      if (cannotPin && !pin && given.allowUnpinned !== true) throw LabError.of("LW1050", { image: name });
      const url = pin?.url ?? entry.url;
      return {
        name, arch, url,
        checksum: pin && Checksum.parse(pin.checksum),
        checksumSource: pin ? undefined : entry.checksum,
        fileName: pin && pin.url !== entry.url ? contentName(pin.url, Checksum.parse(pin.checksum)) : publishedName(entry),
        format: entry.format,
        compression: compressionOf(url),
        user: entry.user,
        provisioning: entry.provisioning,
        uefiOnly: entry.uefiOnly ?? false,
        packages: pin?.packages ?? [],
      };
    });
  }

  /**
   * @param url http(s):// or file:// address of a disk image
   * @throws LabError LW1001, LW1050, LW1051
   */
  static fromUrl(url: string, options: UrlImageOptions): Image {
    if (typeof url !== "string" || !IMAGE_ADDRESS.test(url) || plainName(url) === "") {
      throw LabError.of("LW1001", { property: "url", given: show(url), rule: rules.fileAddress });
    }
    const given = checkOptions(options, CUSTOM);
    if (given.checksum === undefined || given.checksum === null) throw LabError.of("LW1050", { image: plainName(url) });
    return Image.custom(url, Checksum.parse(given.checksum), given);
  }

  /**
   * @param path absolute path of a disk image on the machine where labwright runs
   * @throws LabError LW1001, LW1051
   */
  static fromFile(path: string, options: FileImageOptions = {}): Image {
    if (typeof path !== "string" || !ABSOLUTE_PATH.test(path) || plainName(path) === "") {
      throw LabError.of("LW1001", { property: "path", given: show(path), rule: { en: "an absolute path without spaces or quotes", zh: "不含空格与引号的绝对路径" } });
    }
    const given = checkOptions(options, CUSTOM);
    return Image.custom(`file://${path}`, given.checksum === undefined ? undefined : Checksum.parse(given.checksum), given);
  }

  private static custom(url: string, checksum: Checksum | undefined, options: CustomImageOptions): Image {
    // A file that nothing pins is told from another of its name by where it lies.
    const fileName = checksum ? contentName(url, checksum) : `${shortHash("file", url)}-${plainName(url)}`;
    return new Image(plainName(url), options.arch, (arch) => ({
      name: plainName(url), arch, url, checksum, fileName,
      format: options.format ?? (/\.(raw|iso)$/.test(plainName(url)) ? "raw" : "qcow2"),
      compression: options.compression ?? compressionOf(url),
      user: options.user ?? "debian",
      provisioning: options.provisioning ?? "cloud-init",
      uefiOnly: arch === "aarch64",
      virtualSize: options.virtualSize,
      packages: [],
    }));
  }

  /**
   * What the image is on an architecture.
   * @param pins images given by the user or pinned in labwright.lock, by `name/arch`
   * @throws LabError LW1050, LW1051, LW1052
   */
  resolve(arch: Arch, pins: Readonly<Record<string, ImagePin>> = {}): ResolvedImage {
    return this.make(this.arch ?? arch, pins[`${this.name}/${this.arch ?? arch}`]);
  }
}

knownByMark(Image, "Image");

function unknownImage(name: unknown, arch: string): LabError {
  return LabError.of("LW1052", { image: typeof name === "string" ? name : show(name), arch, known: catalogueNames.join(", ") });
}

// A digest in the name keeps two files of the same name apart.
function contentName(url: string, checksum: Checksum): string {
  return `${checksum.digest.slice(0, 16)}-${plainName(url)}`;
}

// Two architectures of one image may be published under one name: on the host they are two files.
function publishedName({ url, arch }: CatalogueEntry): string {
  const name = plainName(url);
  return /amd64|arm64|x86_64|aarch64/.test(name) ? name : `${arch}-${name}`;
}

function checkOptions<T extends CatalogueImageOptions & CustomImageOptions>(options: T, names: readonly string[]): T {
  const problems: Problem[] = [];
  const check = new Checker("image", (problem) => problems.push(problem));
  check.known(options, names);
  const { arch, user, provisioning, format, compression, virtualSize, allowUnpinned } = options ?? {};
  if (arch !== undefined) check.oneOf("arch", arch, ARCHITECTURES, "x86_64");
  if (user !== undefined) check.text("user", user, /^[a-z_][a-z0-9_-]{0,31}$/, { en: "a Linux account name", zh: "Linux 账号名" }, "debian");
  if (provisioning !== undefined) check.oneOf("provisioning", provisioning, ["cloud-init", "ignition", "none"], "none");
  if (format !== undefined) check.oneOf("format", format, ["qcow2", "raw"], "qcow2");
  if (compression !== undefined) check.oneOf("compression", compression, ["bz2", "xz"], "xz");
  if (virtualSize !== undefined) check.instance("virtualSize", virtualSize, Size, sizeLike("Size.gibibytes(3)"), Size.bytes(1));
  check.flag("allowUnpinned", allowUnpinned, false);
  if (problems.length > 0) throw new LabError(problems);
  return { ...options };
}
