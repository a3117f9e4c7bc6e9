// A temporary folder of the run's own, removed with all that tests and libraries left in it.
const { chmodSync, mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const OWN = "LABWRIGHT_TEST_TMPDIR";

/** Jest's globalSetup: once for each project that a run has. */
module.exports = function setup() {
  if (process.env[OWN]) return;
  const folder = mkdtempSync(join(tmpdir(), "lw-jest-"));
  // As open as /tmp itself: what is tested may look at who can pass.
  chmodSync(folder, 0o1777);
  process.env[OWN] = folder;
  process.env.TMPDIR = folder;
};

module.exports.remove = () => rmSync(process.env[OWN] ?? "", { recursive: true, force: true });
