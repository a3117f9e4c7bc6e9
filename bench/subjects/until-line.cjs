// Runs a command and tells when its output first had each of some lines: `until-line.cjs '{"ssh": "cloud-init"}' command words...`
const { spawn } = require("node:child_process");

const [, , patterns, command, ...words] = process.argv;
const wanted = Object.entries(JSON.parse(patterns)).map(([name, pattern]) => [name, new RegExp(pattern)]);
const started = process.hrtime.bigint();
const seen = {};
const child = spawn(command, words, { stdio: ["ignore", "pipe", "inherit"] });
let text = "";
child.stdout.setEncoding("utf8").on("data", (chunk) => {
  text += chunk;
  for (const [name, pattern] of wanted) if (!(name in seen) && pattern.test(text)) seen[name] = Number(process.hrtime.bigint() - started) / 1e6;
});
child.on("close", (code) => {
  if (code !== 0) process.stderr.write(text);
  process.stdout.write(JSON.stringify(seen));
  process.exitCode = code ?? 1;
});
