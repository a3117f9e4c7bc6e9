export { checkTerraformJson } from "./check";
export type { SchemaProblem, SchemaRule } from "./problem";
export type { AttributeSchema, ElementSchema, NestedType, ProviderSchema, ProviderSchemas } from "./schema";
