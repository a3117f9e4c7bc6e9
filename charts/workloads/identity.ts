import type { Chart } from "cdk8s";
import { ClusterRole, Role, ServiceAccount, type ApiResource } from "cdk8s-plus-27";
import { Construct } from "constructs";

/** What may be done with which kinds. */
export interface Permission {
  readonly verbs: readonly ("get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection")[];
  /** Such as `ApiResource.PODS`. */
  readonly kinds: readonly ApiResource[];
}

export interface IdentityProps {
  readonly permissions: readonly Permission[];
  /** In all namespaces, and for kinds that are in none. @default false: in the chart's namespace */
  readonly clusterWide?: boolean;
}

/** A ServiceAccount with a Role, or ClusterRole, that is bound to it. */
export class Identity extends Construct {
  readonly account: ServiceAccount;

  constructor(scope: Chart | Construct, id: string, { permissions, clusterWide = false }: IdentityProps) {
    super(scope, id);
    const metadata = { name: id };
    this.account = new ServiceAccount(this, "account", { metadata, automountToken: false });
    if (clusterWide) {
      const role = new ClusterRole(this, "role", { metadata });
      for (const { verbs, kinds } of permissions) role.allow([...verbs], ...kinds);
      role.bind(this.account);
    } else {
      const rules = permissions.map(({ verbs, kinds }) => ({ verbs: [...verbs], resources: [...kinds] }));
      new Role(this, "role", { metadata, rules }).bind(this.account);
    }
  }
}
