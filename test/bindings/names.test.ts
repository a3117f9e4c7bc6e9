import { elementFields, type Fields, structureFields } from "../../provider-libvirt/runtime/fields";
import { baseName, camelCase, folderName, pascalCase, propertyName, structureName } from "../../provider-libvirt/generator/names";

// Expected values are what cdktf-cli 0.21.0 writes for the same names.
test.each([
  ["open_v_switch", "openVSwitch"],
  ["io_thread_i_ds", "ioThreadIDs"],
  ["vepa8021qbg", "vepa8021Qbg"],
  ["vn_tag8011qbh", "vnTag8011Qbh"],
  ["accel3d", "accel3D"],
  ["p2p", "p2P"],
  ["type", "type"],
])("%s becomes %s", (attribute, property) => {
  expect(camelCase(attribute)).toBe(property);
});

test.each([
  ["node", "nodeAttribute"],
  ["system", "systemAttribute"],
  ["build", "buildAttribute"],
  ["self", "selfAttribute"],
  ["equals", "equalTo"],
  ["get_mode", "fetchMode"],
  ["count", "count"],
])("the reserved name %s becomes %s", (attribute, property) => {
  expect(propertyName(attribute)).toBe(property);
});

test("modules and classes are named as cdktf get names them", () => {
  expect(folderName(baseName("libvirt_cloudinit_disk"))).toBe("cloudinit-disk");
  expect(pascalCase(baseName("libvirt_cloudinit_disk"))).toBe("CloudinitDisk");
  expect(baseName("libvirt_provider")).toBe("provider_resource");
  expect(structureName("domain", ["devices", "interfaces"])).toBe("DomainDevicesInterfaces");
  expect(structureName("domain", ["access_list"])).toBe("DomainAccessListStruct");
});

test("the tables use these names", () => {
  const fields = (path: readonly string[]): Fields =>
    path.reduce((found, property) => structureFields(found.get(property)?.structure ?? -1), elementFields("libvirt_domain"));
  expect(fields(["devices", "interfaces", "virtualPort", "params"]).get("openVSwitch")?.attribute).toBe("open_v_switch");
  expect(fields(["sysInfo", "smbios"]).get("systemAttribute")?.attribute).toBe("system");
  expect(structureFields(elementFields("libvirt_pool").get("create")?.structure ?? -1).get("buildAttribute")?.attribute).toBe("build");
});
