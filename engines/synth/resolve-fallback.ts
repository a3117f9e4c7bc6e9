import Module from "node:module";

type Resolve = (this: unknown, request: string, parent: unknown, ...rest: unknown[]) => string;

const OURS = /^(labwright|cdktf|constructs|cdk8s|cdk8s-plus-27)(\/|$)/;

/**
 * Lets a lab file import labwright where no labwright is installed: one file in an empty folder is a lab. A package that
 * the folder has itself wins. @returns what puts it back
 */
export function resolveOwnPackages(): () => void {
  // Node has no public hook for this before 22; its own loaders patch the same function.
  const loader = Module as unknown as { _resolveFilename: Resolve };
  const original = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    try {
      return original.call(this, request, parent, ...rest);
    } catch (error) {
      if (!OURS.test(request)) throw error;
      return require.resolve(request);
    }
  };
  return () => void (loader._resolveFilename = original);
}
