import { createCipheriv } from "node:crypto";
import type { Rig } from "./rig";

const VNC_AUTHENTICATION = 2;

/** Whether a VNC display of the rig lets in who brings a password. @see https://www.rfc-editor.org/rfc/rfc6143#section-7.2.2 */
export async function vncLetsIn(rig: Rig, port: number, password: string): Promise<boolean> {
  const child = rig.spawn(["bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${port}; cat <&3 & exec cat >&3`]);
  const read = reader(child.stdout);
  try {
    await read(12);
    child.stdin.write("RFB 003.008\n");
    const [count = 0] = await read(1);
    const types = await read(count);
    if (!types.includes(VNC_AUTHENTICATION)) throw new Error(`the display offers ${[...types].join(", ")}, not VNC authentication`);
    child.stdin.write(Buffer.from([VNC_AUTHENTICATION]));
    child.stdin.write(answer(await read(16), password));
    return (await read(4)).readUInt32BE() === 0;
  } finally {
    rig.signal(child, "SIGTERM");
  }
}

/** DES with the password as key, its bytes' bits in reverse; three times the same key makes triple DES a single one. */
function answer(challenge: Buffer, password: string): Buffer {
  const reversed = Buffer.from(password.padEnd(8, "\0").slice(0, 8), "latin1").map((byte) => Number.parseInt(byte.toString(2).padStart(8, "0").split("").reverse().join(""), 2));
  const cipher = createCipheriv("des-ede3", Buffer.concat([reversed, reversed, reversed]), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(challenge), cipher.final()]);
}

function reader(stream: NodeJS.ReadableStream): (bytes: number) => Promise<Buffer> {
  let have = Buffer.alloc(0);
  let ended = false;
  let wake = (): void => undefined;
  stream.on("data", (chunk: Buffer) => {
    have = Buffer.concat([have, chunk]);
    wake();
  });
  stream.on("end", () => {
    ended = true;
    wake();
  });
  return async (bytes) => {
    while (have.length < bytes) {
      if (ended) throw new Error("the display hung up");
      await new Promise<void>((resolve) => (wake = resolve));
    }
    const taken = have.subarray(0, bytes);
    have = have.subarray(bytes);
    return taken;
  };
}
