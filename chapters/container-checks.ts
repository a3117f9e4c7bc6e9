import type { Expectation } from "./exercise";

/** That a container runs, where no more is to be said of it. */
export function containerRuns(name: string): Expectation {
  return {
    expect: { en: `the container ${name} is running`, zh: `容器 ${name} 正在运行` },
    check: `docker inspect -f '{{.State.Status}}' ${name}; [ "$(docker inspect -f '{{.State.Running}}' ${name})" = true ]`,
  };
}
