#!/usr/bin/env node
import { existsSync } from "node:fs";
import { join } from "node:path";

// The build also puts the program into one file: three hundred modules take longer to find than to run.
const bundle = join(__dirname, "labwright.bundle.js");
require(existsSync(bundle) ? bundle : "./program");
