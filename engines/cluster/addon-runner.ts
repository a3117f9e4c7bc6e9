import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery, DeliveryStep } from "../../charts/addon/delivery";
import type { Readiness } from "../../charts/addon/readiness";
import type { KubeObject } from "../../charts/schema/object-check";
import { LabError, type Problem } from "../../constructs/core/lab-error";
import { contentHash } from "../../constructs/core/naming";
import { verbatim, type Text } from "../../constructs/core/text";
import { helmUninstall, helmUpgrade } from "./helm";
import { deliveryHash, Inventory, objectsOf, releasesOf, sameObject, type Installed } from "./inventory";
import { Kubectl, KubectlError, refOf, type ClusterShell, type ObjectRef } from "./kubectl";
import { look } from "./readiness";
import type { ChartFolder } from "./source";
import { eventsOf } from "./stuck";

export interface AddonRunnerOptions {
  readonly shell: ClusterShell;
  /** How long an add-on may take to work. */
  readonly timeoutMs: number;
  readonly onProgress: (addon: string, state: Text, done: boolean) => void;
  /** Waited for once the add-on that gives Pods their network is there, and at the end where none does. */
  readonly onNetwork?: () => Promise<void>;
  /** Told what became of each add-on, failures too. */
  readonly onOutcome?: (addon: string, outcome: AddonOutcome) => void;
  /** Where charts and manifests lie that are not taken from upstream. */
  readonly charts?: ChartFolder;
  readonly signal?: AbortSignal;
}

/** What was done with an add-on. */
export type AddonOutcome = "unchanged" | "applied" | "removed" | "failed" | "skipped";

/** Brings a cluster's add-ons to what is declared: in order, in place, no more than has changed. */
export class AddonRunner {
  private readonly kubectl: Kubectl;

  constructor(private readonly options: AddonRunnerOptions) {
    this.kubectl = new Kubectl(options.shell);
  }

  /**
   * One that fails leaves the others that do not wait for it as they should be, and is tried again by the next run.
   * @throws LabError LW3201, LW3202 of every add-on that failed, after all others were done
   */
  async apply(deliveries: readonly Delivery[]): Promise<Readonly<Record<string, AddonOutcome>>> {
    const inventory = await Inventory.read(this.kubectl);
    const outcomes: Record<string, AddonOutcome> = {};
    const note = (addon: string, outcome: AddonOutcome): void => {
      outcomes[addon] = outcome;
      this.options.onOutcome?.(addon, outcome);
    };
    const problems: Problem[] = [];
    const declared = new Set(deliveries.map(({ addon }) => addon));
    for (const id of inventory.ids.filter((one) => !declared.has(one)).reverse()) {
      this.options.onProgress(id, { en: "removing", zh: "正在删除" }, false);
      await this.remove(inventory, id);
      note(id, "removed");
    }
    for (const delivery of deliveries) {
      if (this.options.signal?.aborted) throw LabError.of("LW3002");
      const failed = delivery.after.find((id) => outcomes[id] === "failed" || outcomes[id] === "skipped");
      if (failed !== undefined) {
        note(delivery.addon, "skipped");
        this.options.onProgress(delivery.addon, { en: `waits for ${failed}`, zh: `等待 ${failed}` }, true);
        continue;
      }
      const outcome = await this.one(inventory, delivery, problems);
      note(delivery.addon, outcome);
      if (delivery.isNetwork && outcome !== "failed") await this.options.onNetwork?.();
    }
    if (problems.length > 0) throw new LabError(problems);
    return outcomes;
  }

  private async one(inventory: Inventory, delivery: Delivery, problems: Problem[]): Promise<AddonOutcome> {
    const { addon } = delivery;
    const hash = deliveryHash(delivery);
    if (inventory.of(addon).done === hash) {
      this.options.onProgress(addon, { en: "unchanged", zh: "无变化" }, true);
      return "unchanged";
    }
    this.options.onProgress(addon, { en: "applying", zh: "正在应用" }, false);
    try {
      await this.deliver(inventory, delivery);
      await this.await(delivery);
      const { objects, releases } = inventory.of(addon);
      await inventory.keep(addon, { objects, releases, done: hash });
      this.options.onProgress(addon, { en: "ready", zh: "就绪" }, true);
      return "applied";
    } catch (error) {
      if (error instanceof KubectlError) problems.push({ code: "LW3201", values: { addon, why: verbatim(error.message.replace(/\s+/g, " ").slice(0, 2000)) } });
      else if (error instanceof LabError && !error.problems.some(({ code }) => code === "LW3002")) problems.push(...error.problems);
      else throw error;
      this.options.onProgress(addon, { en: "failed", zh: "失败" }, true);
      return "failed";
    }
  }

  private async deliver(inventory: Inventory, { addon, steps }: Delivery): Promise<void> {
    const before = inventory.of(addon);
    const objects = objectsOf(steps);
    const releases = releasesOf(steps);
    const gone = before.objects.filter((old) => !objects.some((one) => sameObject(old, one)));
    for (const step of steps) {
      await this.step(step, before, (done) => inventory.keep(addon, done(inventory.of(addon))));
    }
    for (const release of Object.keys(before.releases).filter((one) => releases[one] === undefined)) await helmUninstall(this.options.shell, release);
    await this.kubectl.delete(inOrderOfRemoval(gone));
    await inventory.keep(addon, { objects, releases });
  }

  /** What is in the cluster is noted as it gets there: an interrupted run continues there, and nothing that it made is forgotten. */
  private async step(step: DeliveryStep, before: Installed, note: (done: (known: Installed) => Installed) => Promise<void>): Promise<void> {
    if (this.options.signal?.aborted) throw LabError.of("LW3002");
    if (step.type === "manifest") return this.kubectl.applyFile(this.options.charts?.manifest(step.url) ?? step.url);
    if (step.type === "helm") {
      const name = `${step.namespace}/${step.release}`;
      const hash = contentHash(JSON.stringify(step));
      if (before.releases[name] === hash) return;
      await note((known) => ({ objects: known.objects, releases: { ...known.releases, [name]: "" } }));
      await helmUpgrade(this.options.shell, step, this.options.timeoutMs, this.options.charts?.chart(step.chart.name, step.chart.version));
      return note((known) => ({ objects: known.objects, releases: { ...known.releases, [name]: hash } }));
    }
    const wanted = step.objects.map((object) => ({ object, at: { ...refOf(object), hash: contentHash(JSON.stringify(object)) } }));
    const changed = wanted.filter(({ at }) => before.objects.find((one) => sameObject(one, at))?.hash !== at.hash);
    if (changed.length === 0) return;
    const others = (known: Installed): Installed["objects"] => known.objects.filter((one) => !changed.some(({ at }) => sameObject(at, one)));
    await note((known) => ({ releases: known.releases, objects: [...others(known), ...changed.map(({ at }) => ({ ...at, hash: "" }))] }));
    await this.applied(changed.map(({ object }) => object));
    await this.established(changed.map(({ object }) => object).filter(({ kind }) => kind === "CustomResourceDefinition").map(({ metadata: { name } }) => ({ crd: name })));
    await note((known) => ({ releases: known.releases, objects: [...others(known), ...changed.map(({ at }) => at)] }));
  }

  /** What an operator has still to bring, a kind or a webhook, is waited for. */
  private async applied(objects: readonly KubeObject[]): Promise<void> {
    for (const deadline = Date.now() + this.options.timeoutMs; ;) {
      try {
        return await this.kubectl.apply(objects);
      } catch (error) {
        if (!(error instanceof KubectlError) || !COMES_LATER.test(error.message) || Date.now() >= deadline) throw error;
        if (this.options.signal?.aborted) throw LabError.of("LW3002");
        await sleep(2000, undefined, { signal: this.options.signal }).catch(() => undefined);
      }
    }
  }

  private async established(crds: readonly Readiness[]): Promise<void> {
    if (crds.length > 0) await this.until(crds, "", () => undefined);
  }

  private async await({ addon, readiness, namespace }: Delivery): Promise<void> {
    const stuck = await this.until(readiness, namespace, (why) => this.options.onProgress(addon, why, false)).catch((error: unknown) => {
      if (error instanceof Stuck) return error;
      throw error;
    });
    if (!(stuck instanceof Stuck)) return;
    const events = await eventsOf(this.kubectl, stuck.namespace);
    throw LabError.of("LW3202", { addon, object: stuck.what, why: stuck.why, seconds: Math.round(this.options.timeoutMs / 1000), events });
  }

  private async until(readiness: readonly Readiness[], namespace: string, tell: (why: Text) => void): Promise<void> {
    const deadline = Date.now() + this.options.timeoutMs;
    for (const wanted of readiness) {
      for (;;) {
        if (this.options.signal?.aborted) throw LabError.of("LW3002");
        const held = await look(this.kubectl, wanted, namespace);
        if (held.ready) break;
        tell({ en: `${held.what}: ${held.why.en}`, zh: `${held.what}：${held.why.zh}` });
        if (Date.now() >= deadline) throw new Stuck(held.what, held.why, wanted.namespace ?? namespace);
        await sleep(2000, undefined, { signal: this.options.signal }).catch(() => undefined);
      }
    }
  }

  private async remove(inventory: Inventory, id: string): Promise<void> {
    const { objects, releases } = inventory.of(id);
    for (const release of Object.keys(releases)) await helmUninstall(this.options.shell, release);
    await this.kubectl.delete(inOrderOfRemoval(objects));
    await inventory.forget(id);
  }
}

const COMES_LATER = /no matches for kind|ensure CRDs are installed|failed calling webhook|the server is currently unable|connection refused|etcdserver: (leader changed|request timed out)/;

/** Something did not get ready in time. */
class Stuck extends Error {
  constructor(readonly what: string, readonly why: Text, readonly namespace: string) {
    super(what);
  }
}

/** What was made last goes first: objects before the kinds they are of, and namespaces at the end. */
function inOrderOfRemoval(objects: readonly ObjectRef[]): ObjectRef[] {
  const rank = ({ kind }: ObjectRef): number => (kind === "Namespace" ? 2 : kind === "CustomResourceDefinition" ? 1 : 0);
  return [...objects].reverse().sort((a, b) => rank(a) - rank(b));
}
