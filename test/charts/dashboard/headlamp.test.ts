import { Headlamp } from "../../../charts/dashboard/headlamp";
import { addonSet } from "../support/cluster";
import { valuesOf } from "../support/releases";

test("nobody is an administrator unless it is asked for", () => {
  expect(valuesOf(new Headlamp(addonSet(), "plain"))).toMatchObject({ clusterRoleBinding: { clusterRoleName: "view" }, config: { sessionTTL: 86400, enableHelm: false } });
  expect(valuesOf(new Headlamp(addonSet(), "all", { clusterRole: "cluster-admin" }))).toMatchObject({ clusterRoleBinding: { clusterRoleName: "cluster-admin" } });
});

test("the secrets of OpenID Connect are a Secret's, which the chart does not make", () => {
  expect(valuesOf(new Headlamp(addonSet(), "oidc", { oidcSecretName: "own" })).config).toMatchObject({ oidc: { secret: { create: false }, externalSecret: { enabled: true, name: "own" } } });
});

test("numbers that are none are refused", () => expect(() => new Headlamp(addonSet(), "headlamp", { sessionHours: 0.5 })).toThrow("LW1001 headlamp: `sessionHours`"));
