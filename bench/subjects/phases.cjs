"use strict";

/** Measures the phases of a subject one after another: wall time and CPU time of each, in milliseconds. */
class Phases {
  constructor() {
    this.report = globalThis[Symbol.for("labwright.bench")] = {};
    this.restart();
  }

  /** What came before belongs to no phase: reading the input, say. */
  restart() {
    this.wall = performance.now();
    this.cpu = process.cpuUsage();
  }

  end(name) {
    const { user, system } = process.cpuUsage(this.cpu);
    this.report[`${name}Ms`] = performance.now() - this.wall;
    this.report[`${name}CpuMs`] = (user + system) / 1000;
    this.restart();
  }
}

module.exports = { Phases };
