import { spawn } from "node:child_process";
import { missingTool } from "../engines/process/missing-tool";

/** Gives the terminal to a program until it ends. @returns its exit code @throws LabError LW2003 where it is not installed */
export function foreground([command = "", ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: process.env });
    child.on("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? reject(missingTool(command)) : resolve(126)));
    child.on("close", (code) => resolve(code ?? 130));
  });
}
