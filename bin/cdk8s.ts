import { App } from "cdk8s";

// The app of cdk8s.yaml: one chart per chapter with a cluster. The chapters there are have none.
const app = new App({ outdir: "out/manifests" });
app.synth();
