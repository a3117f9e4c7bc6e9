import { join } from "node:path";
import { childOf } from "../project/folders";

/** Where the embedded engine keeps a lab: what has to last in the project, sockets where their paths are short. */
export class LabFiles {
  constructor(
    /** `.labwright/<stack>/embedded` of the project. */
    readonly directory: string,
    /** Of this user alone, and short: a socket's path has at most about 104 bytes. */
    readonly runtime: string,
  ) {}

  machine(name: string): MachineFiles {
    return new MachineFiles(childOf(join(this.directory, "machines"), name));
  }

  get switchConfig(): string {
    return join(this.runtime, "switch.json");
  }

  /** What there are of snapshots; they themselves are in the disks. */
  get snapshots(): string {
    return join(this.directory, "snapshots.json");
  }

  get switchLog(): string {
    return join(this.directory, "switch.log");
  }

  get gatewayLog(): string {
    return join(this.directory, "gateway.log");
  }

  /** A NIC's end of its cable; the switch has the other. */
  nicSocket(machine: number, nic: number): string {
    return join(this.runtime, `m${machine}n${nic}`);
  }

  /** The way out of a network, by its index. */
  outsideSocket(network: number): string {
    return join(this.runtime, `out${network}`);
  }

  qmpSocket(machine: number): string {
    return join(this.runtime, `m${machine}.qmp`);
  }

  consoleSocket(machine: number): string {
    return join(this.runtime, `m${machine}.tty`);
  }
}

export class MachineFiles {
  constructor(readonly directory: string) {}

  disk(name: string): string {
    return join(this.directory, `${name}.qcow2`);
  }

  get seed(): string {
    return join(this.directory, "seed.iso");
  }

  get firmwareVariables(): string {
    return join(this.directory, "firmware-vars.fd");
  }

  get serialLog(): string {
    return join(this.directory, "serial.log");
  }

  get qemuLog(): string {
    return join(this.directory, "qemu.log");
  }

  /** What it was made from, see MachineRecord. */
  get record(): string {
    return join(this.directory, "machine.json");
  }
}
