// Starts a QEMU by its words and tells after how many milliseconds its machine took an SSH command; then ends it.
const { spawn, spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { waitForBanner } = require(join(__dirname, "..", "..", "dist", "engines", "runner", "ssh-banner"));

const { argv, port, key, user } = JSON.parse(process.argv[2]);
const words = argv.filter((word) => word !== "-daemonize");
let isDone = false;
const started = process.hrtime.bigint();
const qemu = spawn(words[0], words.slice(1), { stdio: ["ignore", "ignore", "inherit"] });
qemu.on("exit", () => {
  if (!isDone) process.exit(1);
});
const ssh = ["-i", key, "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=40", "-p", String(port), `${user}@127.0.0.1`, "true"];

// As labwright waits.
waitForBanner("127.0.0.1", port, Date.now() + 600_000).then(() => {
  for (;;) {
    if (spawnSync("ssh", ssh).status === 0) break;
  }
  isDone = true;
  process.stdout.write(JSON.stringify({ ssh: Number(process.hrtime.bigint() - started) / 1e6 }));
  qemu.kill("SIGKILL");
});
