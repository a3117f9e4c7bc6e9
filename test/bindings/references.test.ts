import { LibvirtProvider } from "@cdktf/provider-libvirt/lib/provider";
import { Volume } from "@cdktf/provider-libvirt/lib/volume";
import { type IResolveContext, TerraformOutput, TerraformResource, TerraformStack, Testing, Token, Tokenization } from "cdktf";
import { synthValid } from "./support";

const CONFIG = { name: "disk", pool: "labs" };

test("an attribute has one token, however often it is read", () => {
  synthValid((stack) => {
    const volume = new Volume(stack, "disk", CONFIG);
    expect(volume.path).toBe(volume.path);
    expect(volume.path).not.toBe(volume.name);
  });
});

test("no stack trace is written down for it", () => {
  synthValid((stack) => {
    const path = new Volume(stack, "disk", CONFIG).interpolationForAttribute("path");
    expect(path.creationStack).toEqual([]);
    expect(Tokenization.isResolvable(path)).toBe(true);
    expect(JSON.stringify({ path })).toMatch(/^\{"path":"\$\{TfToken/);
  });
});

test("inside a longer expression it has no braces of its own", () => {
  const { output } = synthValid((stack) => {
    const volume = new Volume(stack, "disk", CONFIG);
    const resolve = (context: IResolveContext): string => {
      context.suppressBraces = true;
      return `upper(${volume.name})`;
    };
    new TerraformOutput(stack, "upper", { value: Token.asString({ creationStack: [], resolve }) });
  });
  expect(output["upper"]?.value).toBe("upper(libvirt_volume.disk.name)");
});

test("a logical id that is given after the reading counts", () => {
  const { output } = synthValid((stack) => {
    const volume = new Volume(stack, "disk", CONFIG);
    new TerraformOutput(stack, "path", { value: volume.path });
    volume.overrideLogicalId("mine");
  });
  expect(output["path"]?.value).toBe("${libvirt_volume.mine.path}");
});

test("another stack reads it as it reads any resource of cdktf", () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, "one");
  const other = new TerraformStack(app, "other");
  new LibvirtProvider(stack, "libvirt", { uri: "qemu:///system" });
  const bare = new TerraformResource(stack, "bare", { terraformResourceType: "libvirt_volume" });
  const volume = new Volume(stack, "disk", CONFIG);
  new TerraformOutput(other, "expected", { value: bare.getStringAttribute("path") });
  new TerraformOutput(other, "path", { value: volume.path });
  app.synth();
  const { output } = JSON.parse(Testing.synth(other)) as { output: Record<string, { value: string }> };
  expect(output["expected"]?.value).toMatch(/^\$\{data\.terraform_remote_state\..*bare/);
  expect(output["path"]?.value).toBe(output["expected"]?.value.replace(/bare/g, "disk"));
});

test("what is waited for is named by its address", () => {
  const { resource } = synthValid((stack) => {
    const first = new Volume(stack, "first", CONFIG);
    new Volume(stack, "second", { ...CONFIG, dependsOn: [first] });
    new Volume(stack, "third", { ...CONFIG, dependsOn: [first] }).dependsOn?.push("terraform_data.extra");
  });
  expect(resource["libvirt_volume"]?.["second"]).toMatchObject({ depends_on: ["libvirt_volume.first"] });
  expect(resource["libvirt_volume"]?.["third"]).toMatchObject({ depends_on: ["libvirt_volume.first", "terraform_data.extra"] });
});
