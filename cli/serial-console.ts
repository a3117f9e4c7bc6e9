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
    const end = (): void => {
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.pause();
      socket.destroy();
      resolve(0);
    };
    socket.on("error", (error) => reject(LabError.of("LW3005", { machine, step: "console", why: verbatim(error.message) })));
    socket.on("connect", () => {
      stdout.write(`${machine}: Ctrl-]\r\n`);
      if (stdin.isTTY) stdin.setRawMode(true);
      socket.pipe(stdout, { end: false });
      stdin.on("data", (typed: Buffer) => {
        if (typed.includes(LEAVE)) end();
        else socket.write(typed);
      });
      stdin.on("end", end);
    });
    socket.on("close", end);
  });
}
