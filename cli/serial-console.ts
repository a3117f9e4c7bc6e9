import { connect } from "node:net";
import { LabError } from "../constructs/core/lab-error";
import { verbatim } from "../constructs/core/text";

/** Ctrl-], as virsh and telnet have it. */
const LEAVE = 0x1d;

/** Joins the terminal to a machine's serial console until Ctrl-] is pressed. @throws LabError LW3005 where nobody listens */
export function openSerialConsole(path: string, machine: string): Promise<number> {
  const { stdin, stdout } = process;
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let isJoined = false;
    const end = (): void => {
      if (isJoined && stdin.isTTY) stdin.setRawMode(false);
      isJoined = false;
      stdin.off("data", type).off("end", end).pause();
      // What was typed last is still on its way.
      socket.destroySoon();
      resolve(0);
    };
    const type = (typed: Buffer): void => {
      const leaves = typed.indexOf(LEAVE);
      socket.write(leaves < 0 ? typed : typed.subarray(0, leaves));
      if (leaves >= 0) end();
    };
    socket.on("error", (error) => reject(LabError.of("LW3005", { machine, step: "console", why: verbatim(error.message) })));
    socket.on("connect", () => {
      stdout.write(`${machine}: Ctrl-]\r\n`);
      isJoined = true;
      if (stdin.isTTY) stdin.setRawMode(true);
      socket.pipe(stdout, { end: false });
      stdin.on("data", type).on("end", end);
    });
    socket.on("close", end);
  });
}
