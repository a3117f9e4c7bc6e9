import type { Expectation } from "./exercise";

/** That a container runs, where no more is to be said of it. */
export function containerRuns(name: string): Expectation {
  return {
    expect: { en: `the container ${name} is running`, zh: `容器 ${name} 正在运行` },
    check: `docker inspect -f '{{.State.Status}}' ${name}; [ "$(docker inspect -f '{{.State.Running}}' ${name})" = true ]`,
  };
}

/** That a container was made from an image, by whatever name or digest it was given. */
export function containerIsOf(name: string, image: string): Expectation {
  return {
    expect: { en: `it is made from the image ${image}`, zh: `它由镜像 ${image} 创建` },
    check: `docker inspect -f '{{.Config.Image}}' ${name}; seen=$(docker inspect -f '{{.Image}}' ${name}) && [ "$seen" = "$(docker image inspect -f '{{.Id}}' ${image})" ]`,
  };
}
