import tseslint from "typescript-eslint";

const NO_ENVIRONMENT = {
  object: "process", property: "env",
  message: "Only bin/ reads the environment; what is needed of it is passed down.",
};

/** Programs of their own, and what hands the environment to a child or looks for one in PATH. */
const MAY_READ_ENVIRONMENT = [
  "bin/**", "bench/**", "test/**",
  "cli/foreground.ts", "engines/doctor/system-runner.ts", "engines/process/run.ts", "engines/project/ssh-key.ts", "engines/terraform/terraform.ts",
];

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", "**/cdktf.out/", "out/", "coverage/", "provider-libvirt/lib/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: ["tsconfig.json", "tsconfig.test.json", "provider-libvirt/tsconfig.json"], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", 350],
      "no-restricted-properties": ["error", NO_ENVIRONMENT],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false, fixStyle: "inline-type-imports" }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
      // What was caught is thrown again as it was.
      "@typescript-eslint/only-throw-error": ["error", { allowThrowingUnknown: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allow: [{ from: "file", name: "Cidr" }] }],
      // A construct's getter-made properties need their construct.
      "@typescript-eslint/no-this-alias": ["error", { allowedNames: ["network"] }],
      // Libraries that only some commands need are loaded when they are needed.
      "@typescript-eslint/no-require-imports": "off",
      // A class with a given instance type; calling it is still refused.
      "@typescript-eslint/no-unsafe-function-type": "off",
      // Bad values are printed, whatever they are; and callbacks in objects here use no `this`.
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/unbound-method": "off",
      // `"debian" | string` tells a reader more than `string`.
      "@typescript-eslint/no-redundant-type-constituents": "off",
    },
  },
  // Made of definitions by a script, and as long as these are.
  { files: ["charts/crd/**"], rules: { "max-lines": "off" } },
  { files: MAY_READ_ENVIRONMENT, rules: { "no-restricted-properties": "off" } },
  {
    // jest's matchers, JSON that is looked into and cdktf's tokens are `any`; a consumer's program stands alone.
    files: ["test/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
    },
  },
);
