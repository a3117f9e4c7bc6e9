import { Cron, Duration, type Chart } from "cdk8s";
import { ConcurrencyPolicy, CronJob, Job, RestartPolicy } from "cdk8s-plus-27";
import { Construct } from "constructs";
import { containerProps, harden, podSecurity, type AppContainer } from "./container";

export interface BatchJobProps {
  readonly container: AppContainer;
  /** Tries after the first. @default 3 */
  readonly retries?: number;
  /** Seconds after which it is given up. @default none */
  readonly deadlineSeconds?: number;
  /** Seconds after which it is cleared away once it is done. @default 3600 */
  readonly keepSeconds?: number;
}

/** Something that runs to its end. */
export class BatchJob extends Construct {
  readonly job: Job;

  constructor(scope: Chart | Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    this.job = new Job(this, "job", { metadata: { name: id, labels: { app: id } }, ...jobProps(this, id, props) });
    harden(this.job, props.container);
  }
}

export interface ScheduledJobProps extends BatchJobProps {
  /** Five fields of cron, such as `0 3 * * *`. */
  readonly schedule: string;
  /** @default the cluster's, which is mostly UTC */
  readonly timeZone?: string;
  /** What to do while the last one still runs: let both run, leave the new one out, or end the old one. @default Forbid */
  readonly concurrency?: "Allow" | "Forbid" | "Replace";
}

const CONCURRENCY = { Allow: ConcurrencyPolicy.ALLOW, Forbid: ConcurrencyPolicy.FORBID, Replace: ConcurrencyPolicy.REPLACE } as const;

/** Something that runs to its end, again and again. */
export class ScheduledJob extends Construct {
  readonly cronJob: CronJob;

  constructor(scope: Chart | Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { schedule, timeZone, concurrency = "Forbid" } = props;
    const [minute, hour, day, month, weekDay] = schedule.trim().split(/\s+/);
    this.cronJob = new CronJob(this, "job", {
      metadata: { name: id, labels: { app: id } },
      ...jobProps(this, id, props),
      schedule: new Cron({ minute, hour, day, month, weekDay }),
      timeZone,
      concurrencyPolicy: CONCURRENCY[concurrency],
      // A run that was missed for longer is left out; cdk8s-plus' ten seconds would leave out all, as controllers look every ten.
      startingDeadline: Duration.minutes(5),
    });
    harden(this.cronJob, props.container);
  }
}

function jobProps(scope: Construct, id: string, { container, retries = 3, deadlineSeconds, keepSeconds = 3600 }: BatchJobProps): ConstructorParameters<typeof Job>[2] {
  return {
    podMetadata: { labels: { app: id } },
    backoffLimit: retries,
    ...(deadlineSeconds !== undefined && { activeDeadline: Duration.seconds(deadlineSeconds) }),
    ttlAfterFinished: Duration.seconds(keepSeconds),
    restartPolicy: RestartPolicy.ON_FAILURE,
    securityContext: podSecurity(container),
    automountServiceAccountToken: false,
    containers: [containerProps(scope, container)],
  };
}
