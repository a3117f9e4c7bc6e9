import { join } from "node:path";
import { App } from "cdktf";
import { chapters } from "../chapters/registry";
import { userDirectories } from "../cli/environment";
import { quote } from "../constructs/terraform/host-command";
import { KvmHost } from "../constructs/host/kvm-host";
import { loadConfig } from "../engines/config/config";
import { findHostFacts } from "../engines/libvirt/host-facts";
import { writeVariables } from "../engines/libvirt/workspace";
import { Project } from "../engines/project/project";
import { ensureSshKey } from "../engines/project/ssh-key";
import { synthContext } from "../engines/synth/context";
import { ChapterStack } from "../stacks/chapter-stack";
import { packageRoot } from "./package-root";

/** The app of cdktf.json: every chapter in every variant as a stack, for `cdktf list|synth|diff|deploy|destroy`. */
async function synthesize(): Promise<void> {
  const project = Project.find(process.cwd());
  const config = loadConfig(project.directory, join(userDirectories(process.env).config, "config.json"));
  const context = synthContext(project, config, { language: "en", instance: config.instance ?? project.instance() });
  const app = new App({ context });
  const host = KvmHost.parse(config.host ?? "local", { storagePath: config.storagePath, accelerator: config.accelerator });
  const stacks = chapters.flatMap((chapter) => chapter.variants.map(({ name }) => new ChapterStack(app, chapter.id, { host, variant: name })));
  app.synth();
  // What only this machine knows goes beside the JSON, where Terraform finds it by itself.
  for (const stack of stacks) {
    const key = ensureSshKey(project.labDirectory(stack.node.id), stack.lab.name, config.sshKey);
    const facts = await findHostFacts(stack.spec(), config);
    writeVariables(join(app.outdir, "stacks", stack.node.id), {
      labwright_accelerator: facts.accelerator === "kvm" ? "kvm" : "qemu",
      labwright_ovs_datapath: facts.ovsDatapath,
      labwright_ssh_public_key: key.publicKey,
      labwright_ssh_private_key_file: key.privateKeyFile,
      labwright_command: [process.execPath, join(packageRoot(), "dist", "bin", "labwright.js")].map(quote).join(" "),
    });
  }
}

void synthesize();
