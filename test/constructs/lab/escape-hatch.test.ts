import { checkTerraformJson } from "@cdktf/provider-libvirt/schema-check";
import { Testing } from "cdktf";
import { Image } from "../../../constructs/image/image";
import { Machine } from "../../../constructs/machine/machine";
import { NatNetwork } from "../../../constructs/network/nat-network";
import { OvsBridge } from "../../../constructs/network/ovs-bridge";
import { makeLab, synthLab } from "../../support/synth";

const image = Image.debian12();

describe("what labwright has no word for", () => {
  test("is set on a machine's domain", () => {
    const lab = synthLab((stack) => {
      const { domain } = new Machine(stack, "web", { image, networks: [new NatNetwork(stack, "mgmt")] });
      domain.addOverride("cpu.mode", "custom");
      domain.addOverride("devices.interfaces.0.model.type", "e1000e");
      domain.addOverride("description", "a web server");
    });
    expect(lab.resource("web/domain")).toMatchObject({ cpu: { mode: "custom" }, description: "a web server" });
    expect(lab.at("web/domain", "devices", "interfaces", 0, "model", "type")).toBe("e1000e");
    expect(lab.at("web/domain", "devices", "interfaces", 0)).toHaveProperty("mac");
  });

  test("is set on a domain with the bindings' own types", () => {
    const lab = synthLab((stack) => { new Machine(stack, "web", { image }).domain.description = "typed"; });
    expect(lab.at("web/domain", "description")).toBe("typed");
  });

  test("is set on a network's resource", () => {
    const lab = synthLab((stack) => new NatNetwork(stack, "mgmt").resource.addOverride("bridge.stp", "off"));
    expect(lab.at("mgmt/network", "bridge", "stp")).toBe("off");
  });

  test("is set on a bridge's resource", () => {
    const lab = synthLab((stack) => new OvsBridge(stack, "br").resource.addOverride("lifecycle.prevent_destroy", true));
    expect(lab.at("br/bridge", "lifecycle")).toEqual({ prevent_destroy: true });
  });

  test("is set on the whole stack", () => {
    const lab = synthLab((stack) => stack.addOverride("terraform.required_version", ">= 1.6"));
    expect(lab.json["terraform"]).toMatchObject({ required_version: ">= 1.6" });
  });

  test("is checked against the provider's schema, which names the construct", () => {
    const stack = makeLab();
    new Machine(stack, "web", { image }).domain.addOverride("cpu.modell", "x");
    const json = JSON.parse(Testing.synth(stack)) as object;
    expect(checkTerraformJson(json)).toMatchObject([{ attribute: "cpu.modell", rule: "unknown" }]);
  });
});
