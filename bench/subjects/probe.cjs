// Preloaded into every measured process: at its end it tells on descriptor 3 what the process used, and what the subject
// itself measured. The same for every subject, so it cancels out of every ratio.
"use strict";
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const report = globalThis[Symbol.for("labwright.bench")] ?? {};
  writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMiB: maxRSS / 1024, report }));
});
