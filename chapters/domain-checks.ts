import type { Expectation } from "./exercise";

/** That a libvirt domain runs, where no more is to be said of it. */
export function domainRuns(name: string): Expectation {
  return {
    expect: { en: `the domain ${name} is running`, zh: `虚拟机 ${name} 正在运行` },
    check: `virsh domstate ${name}; grep -qx running <<< "$(virsh domstate ${name} 2>/dev/null)"`,
  };
}
