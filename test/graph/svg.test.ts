import { XMLValidator } from "fast-xml-parser";
import { renderSvg } from "../../cli/graph";
import { boxOf, draw, find, texts, withClass } from "./svg-support";
import { empty, kinds, longNames, noMachines, noNetworks, samples, single, thirty, trunks, vlans } from "./samples";

const PALETTE_CLASS = /\bc(\d+)\b/;

function barColour(svg: ReturnType<typeof draw>, text: string): string {
  const bar = find(boxOf(svg, text), ({ name, attributes }) => name === "rect" && (attributes.class ?? "").startsWith("bar"))[0];
  return PALETTE_CLASS.exec(bar?.attributes.class ?? "")?.[1] ?? "none";
}

describe("machines", () => {
  test.each(["web1", "web2", "db1"])("%s is a card with its name", (name) => {
    expect(texts(boxOf(draw(vlans), name))).toContain(name);
  });

  test("show vCPU, memory, disks and image", () => {
    expect(texts(boxOf(draw(vlans), "db1"))).toEqual(["db1", "2 vCPU", "4 GiB", "10 + 10 GiB", "debian-12"]);
  });

  test("count their disks where there are many", () => {
    const disks = (language: "en" | "zh"): string[] => texts(draw(longNames, language)).filter((text) => text.startsWith("120 GiB"));
    expect(disks("en")).toEqual(["120 GiB (12 disks)", "120 GiB (12 disks)"]);
    expect(disks("zh")).toEqual(["120 GiB（12 块）", "120 GiB（12 块）"]);
  });

  test("that run virtual machines have a badge", () => {
    expect(texts(draw(kinds)).filter((text) => text === "nested KVM")).toHaveLength(1);
    expect(texts(draw(kinds, "zh"))).toContain("嵌套 KVM");
  });

  test("are all drawn, thirty of them", () => {
    const names = withClass(draw(thirty), "t-machine").map(({ text }) => text);
    expect(names.sort()).toEqual(thirty.machines.map(({ name }) => name).sort());
  });

  test("show the addresses that they have on a trunk's VLANs", () => {
    expect(texts(draw(trunks))).toEqual(expect.arrayContaining(["some.100 10.100.0.2", "some.101 10.101.0.2", "all.103 10.103.0.2 +5"]));
  });

  test("without a network are drawn too", () => {
    expect(texts(draw(noNetworks))).toContain("alone");
  });
});

describe("NIC labels", () => {
  test.each(["eth0", "eth1", "10.14.1.2", "eth2", "10.14.2.2", "eth3", "10.14.10.2", "trunk 10,20 native 10", "access VLAN 20", "DHCP"])("%s", (label) => {
    expect(texts(draw(kinds))).toContain(label);
  });

  test.each(["中继 10,20 本征 10", "接入 VLAN 10"])("%s", (label) => {
    expect(texts(draw(kinds, "zh"))).toContain(label);
  });

  test("name six VLANs of a trunk and count the rest", () => {
    expect(texts(draw(trunks))).toContain("trunk 100,101,102,103,104,105,+3");
  });

  test("show two addresses and count the rest", () => {
    expect(texts(draw(longNames))).toContain("fd12:3456:789a:bcde:1234:5678:9abc:def0 +1");
  });
});

describe("networks", () => {
  test.each([
    ["bridged br0 lan", "桥接 br0 lan"], ["NAT nat 10.14.1.0/24", "NAT nat 10.14.1.0/24"], ["routed backbone 10.14.9.0/24", "路由 backbone 10.14.9.0/24"],
    ["macvtap enp3s0 direct", "macvtap enp3s0 direct"], ["host-only private 10.14.2.0/24", "隔离（仅主机） private 10.14.2.0/24"], ["VLAN 10 red 10.14.10.0/24", "VLAN 10 red 10.14.10.0/24"],
  ])("%s", (en, zh) => {
    expect(texts(draw(kinds))).toContain(en);
    expect(texts(draw(kinds, "zh"))).toContain(zh);
  });

  test("each have a colour of their own, VLANs too", () => {
    const svg = draw(kinds);
    const colours = ["bridged br0", "NAT", "routed", "macvtap", "host-only", "VLAN 10", "VLAN 20"].map((text) => barColour(svg, text));
    expect(new Set(colours).size).toBe(7);
  });

  test("give their colour to the wires of their machines", () => {
    const svg = draw(vlans);
    const wires = withClass(svg, "wire", `c${barColour(svg, "VLAN 20")}`);
    expect(wires).toHaveLength(1);
    expect(withClass(svg, "wire", `c${barColour(svg, "VLAN 10")}`)).toHaveLength(2);
  });

  test("on Open vSwitch stand in their bridge", () => {
    expect(texts(draw(vlans))).toContain("Open vSwitch ovsbr0 fabric");
    expect(texts(draw(kinds))).toContain("Open vSwitch ovsbr0 fabric lwhostovsbr0");
  });

  test("that no machine is on are drawn", () => {
    expect(texts(draw(noMachines)).filter((text) => /VLAN (10|20|30)|quiet|mgmt/.test(text))).toHaveLength(5);
  });

  test("lead outside where they do", () => {
    expect(texts(draw(kinds))).toEqual(expect.arrayContaining(["Internet", "LAN of the host"]));
    expect(texts(draw(kinds, "zh"))).toEqual(expect.arrayContaining(["互联网", "宿主机所在局域网"]));
    expect(texts(draw(noNetworks))).not.toContain("Internet");
  });

  test("of tagged VLANs have dashed wires, native and access ones solid", () => {
    const svg = draw(kinds);
    expect(withClass(svg, "wire", "tagged", `c${barColour(svg, "VLAN 20")}`)).toHaveLength(1);
    expect(withClass(svg, "wire", "untagged", `c${barColour(svg, "VLAN 10")}`)).toHaveLength(2);
  });
});

describe("trunks", () => {
  test("of a few VLANs have a wire for each", () => {
    const svg = draw(kinds);
    const legend = withClass(svg, "sample", "wire");
    expect([...withClass(svg, "wire", "tagged"), ...withClass(svg, "wire", "untagged")].filter((wire) => !legend.includes(wire))).toHaveLength(10 + 1);
    expect(withClass(svg, "wire", "bundle")).toHaveLength(0);
  });

  test("of many VLANs have a single thick wire in no VLAN's colour, with a ring for each", () => {
    const svg = draw(trunks);
    const [bundle, ...others] = withClass(svg, "wire", "bundle");
    expect(others).toEqual([]);
    expect(bundle?.attributes.class).toBe("wire bundle c12");
    const x = /^M([\d.]+) /.exec(bundle?.attributes.d ?? "")?.[1];
    expect(withClass(svg, "dot", "hollow").filter(({ attributes }) => attributes.cx === x)).toHaveLength(9);
  });
});

describe("frame", () => {
  test("has the title in the language, and the lab's name", () => {
    expect(texts(draw(vlans)).slice(0, 2)).toEqual(["VLANs with Open vSwitch", "docker-cloud-4 · 3 machines · 2 networks"]);
    expect(texts(draw(vlans, "zh")).slice(0, 2)).toEqual(["基于 Open vSwitch 的 VLAN 网络", "docker-cloud-4 · 3 台虚拟机 · 2 个网络"]);
  });

  test("takes the name where a lab has no title", () => {
    expect(texts(draw(empty)).slice(0, 2)).toEqual(["empty", "0 machines · 0 networks"]);
  });

  test("shows the host", () => {
    expect(texts(draw(single))).toContain("KVM host local x86_64");
    expect(texts(draw(single, "zh"))).toContain("KVM 宿主机 local x86_64");
  });

  test("explains what occurs, and nothing else", () => {
    const legend = (svg: ReturnType<typeof draw>): string[] => withClass(svg, "t-legend").map((entry) => texts({ ...entry, children: [entry] })[0] ?? "");
    expect(legend(draw(single))).toEqual(["bridged on the host's LAN, through its Linux bridge"]);
    expect(legend(draw(vlans, "zh"))).toEqual(["NAT 虚拟机经宿主机的地址访问外部", "OVS Open vSwitch 交换机，按 VLAN 划分", "接入端口或本征 VLAN：不带标签的帧"]);
    expect(legend(draw(kinds))).toHaveLength(9);
    expect(legend(draw(empty))).toEqual([]);
  });
});

describe("file", () => {
  test.each(Object.keys(samples))("%s is well-formed in both languages and all themes", (name) => {
    for (const language of ["en", "zh"] as const) {
      for (const theme of ["light", "dark", "auto"] as const) expect(XMLValidator.validate(renderSvg(samples[name] ?? empty, { language, theme }))).toBe(true);
    }
  });

  test("is accessible: an image with a title and a description", () => {
    const svg = draw(vlans);
    const by = (id: string | undefined): string => find(svg, ({ attributes }) => id !== undefined && attributes.id === id)[0]?.text ?? "";
    expect(svg.attributes).toMatchObject({ role: "img", lang: "en" });
    expect(by(svg.attributes["aria-labelledby"])).toBe("Topology of the lab VLANs with Open vSwitch");
    expect(by(svg.attributes["aria-describedby"])).toContain("db1: 2 vCPU, 4 GiB memory, 10 + 10 GiB disk, eth0 10.66.0.13 on mgmt, db 10.20.0.13 access VLAN 20 on fabric.");
    expect(draw(vlans, "zh").attributes.lang).toBe("zh-CN");
  });

  test.each(Object.keys(samples))("%s needs nothing from elsewhere", (name) => {
    const xml = renderSvg(samples[name] ?? empty, { language: "zh" }).replace('xmlns="http://www.w3.org/2000/svg"', "");
    expect(xml).not.toMatch(/https?:|url\(|@import|@font-face|<script|<image|<foreignObject|href=/i);
  });

  test("follows the reader's system by default, or is fixed to a theme", () => {
    const css = (theme?: "light" | "dark" | "auto"): string => find(draw(vlans, "en", theme), ({ name }) => name === "style")[0]?.text ?? "";
    expect(css()).toContain("@media (prefers-color-scheme:dark)");
    expect(css()).toBe(css("auto"));
    expect(css("light")).not.toContain("prefers-color-scheme");
    expect(css("dark")).toContain("fill:#0d1117");
  });

  test("names a CJK font for each usual system", () => {
    for (const font of ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"]) expect(renderSvg(single, { language: "zh" })).toContain(`"${font}"`);
  });

  test.each(Object.keys(samples))("%s is the same, byte for byte, when drawn again", (name) => {
    const spec = samples[name] ?? empty;
    expect(renderSvg(structuredClone(spec), { language: "en" })).toBe(renderSvg(spec, { language: "en" }));
  });

  test("of one lab in two languages and themes have no id in common", () => {
    const ids = (["en", "zh"] as const).flatMap((language) => (["light", "dark"] as const).flatMap((theme) =>
      find(draw(vlans, language, theme), ({ attributes }) => attributes.id !== undefined).map(({ attributes }) => attributes.id)));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
