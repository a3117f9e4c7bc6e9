// `npm run test:cdktf-0.21`: the literal cdktf in place of the alias. It finds the same constructs as everyone.
const cdktf = process.env.LABWRIGHT_TEST_CDKTF;

/** @type {import("jest").Config} */
const common = {
  globalSetup: "<rootDir>/test/support/temporary-folder.js",
  globalTeardown: "<rootDir>/test/support/remove-temporary-folder.js",
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }] },
  moduleNameMapper: {
    ...(cdktf && { "^cdktf$": cdktf, "^cdktf/(.*)$": `${cdktf}/$1` }),
    "^@cdktf/provider-libvirt$": "<rootDir>/provider-libvirt/index.ts",
    "^@cdktf/provider-libvirt/lib/(.*)$": "<rootDir>/provider-libvirt/lib/$1/index.ts",
    "^@cdktf/provider-libvirt/render-once$": "<rootDir>/provider-libvirt/runtime/render-once.ts",
    "^@cdktf/provider-libvirt/settle$": "<rootDir>/provider-libvirt/runtime/settle.ts",
    "^@cdktf/provider-libvirt/schema-check$": "<rootDir>/provider-libvirt/schema-check/index.ts",
  },
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/provider-libvirt/dist", "<rootDir>/cdktf.out"],
};
module.exports = {
  // On two cores jest would use one.
  maxWorkers: "100%",
  projects: [
    { ...common, displayName: "default", testMatch: ["<rootDir>/test/**/*.test.ts"], testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/real/", "<rootDir>/test/validate/", "<rootDir>/test/packaging/", "<rootDir>/test/api/", "<rootDir>/test/clusters/"] },
    // Installs packages from the npm registry.
    { ...common, displayName: "packaging", testMatch: ["<rootDir>/test/packaging/**/*.test.ts"], testPathIgnorePatterns: ["/node_modules/"] },
    { ...common, displayName: "validate", testMatch: ["<rootDir>/test/validate/**/*.test.ts"] },
    // Needs etcd and a Kubernetes API server: see scripts/kube-assets.ts.
    { ...common, displayName: "api", testMatch: ["<rootDir>/test/api/**/*.api.test.ts"] },
    // Takes half an hour and more: run by hand.
    { ...common, globalSetup: undefined, globalTeardown: undefined, displayName: "clusters", testMatch: ["<rootDir>/test/clusters/**/*.clusters.test.ts"] },
    { ...common, globalSetup: undefined, globalTeardown: undefined, displayName: "real", testMatch: ["<rootDir>/test/real/**/*.real.test.ts"] },
  ],
};
