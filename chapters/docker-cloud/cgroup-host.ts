import { Size } from "../../constructs/core/size";
import type { Text } from "../../constructs/core/text";
import type { LabStack } from "../../stacks/lab-stack";
import { declareOneMachine } from "../one-machine";

/** The machine that the appendix on cgroups is done on. */
export const CGROUP_HOST = "cg1";

/** Holds every controller that systemd knows, so that it takes none away from groups beside its own. */
const HOLDER = "controllers.slice";
const HOLDER_UNIT = `[Slice]
CPUAccounting=yes
IOAccounting=yes
MemoryAccounting=yes
TasksAccounting=yes
AllowedCPUs=0-1

[Install]
WantedBy=slices.target
`;

export const holderNote: Text = {
  en: `systemd takes a controller away from the top of the tree, and so from your groups, when none of its own units uses it any more. The machine has a slice \`${HOLDER}\` that uses all of them, so what you write stays.`,
  zh: `当 systemd 自己的单元都不再使用某个控制器时，它会从树的顶层撤掉该控制器，你创建的组也随之失去它。虚拟机中有一个使用全部控制器的 slice \`${HOLDER}\`，因此你写入的设置会一直保留。`,
};

export function declareCgroupHost(lab: LabStack): void {
  declareOneMachine(lab, CGROUP_HOST, {
    cidr: "10.21.44.0/24",
    memory: Size.mebibytes(768),
    disk: Size.gibibytes(6),
    disks: [{ name: "spare", size: Size.gibibytes(1) }],
    cloudInit: {
      packages: ["cgroup-tools", "iputils-ping"],
      files: [{ path: `/etc/systemd/system/${HOLDER}`, content: HOLDER_UNIT }],
      commands: [`systemctl enable --now ${HOLDER}`],
    },
  });
}
