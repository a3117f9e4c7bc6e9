import { readFileSync } from "node:fs";
import ts from "typescript";

/** A property of an add-on's props, with values to try. */
export interface DeclaredProp {
  readonly name: string;
  readonly optional: boolean;
  /** Its type, as it is written. */
  readonly type: string;
  /** What its docstring says before the tags. */
  readonly says: string;
  /** Its `@default`. */
  readonly usual?: string;
  /** More than one where it is required: the first is what others are compared with. */
  readonly values: readonly unknown[];
}

/** Another add-on that a property is given: `new Flannel` in its `@example`, or `[new Flannel, new Calico]`. */
export class AddonExample {
  constructor(readonly className: string) {}
}

/** An add-on's class, and what may be said to it. */
export interface DeclaredAddon {
  readonly className: string;
  readonly props: readonly DeclaredProp[];
}

/**
 * The add-ons that a file of charts/ declares. Values follow from the types; where they cannot (a name, an address, a list), the
 * property's docstring has one in `@example`, as JSON or as it is, and two where the property is required.
 * @throws Error for a property that no value is known for
 */
export function declaredAddons(file: string): DeclaredAddon[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one]));
  const classes = source.statements.filter(ts.isClassDeclaration).filter((one) => extendsAddon(one) && one.name !== undefined);
  return classes.map((one) => {
    const props = propsType(one);
    const declared = props === undefined ? undefined : interfaces.get(props);
    if (props !== undefined && declared === undefined) throw new Error(`${file}: ${props} is not declared beside ${one.name?.text}`);
    return { className: one.name?.text ?? "", props: [...(declared?.members ?? [])].filter(ts.isPropertySignature).map((member) => declaredProp(member, source, file)) };
  });
}

function extendsAddon(declaration: ts.ClassDeclaration): boolean {
  const isAbstract = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) === true;
  return !isAbstract && declaration.heritageClauses?.some(({ types }) => types.some(({ expression }) => /Addon$/.test(expression.getText()))) === true;
}

/** The type of the constructor's third parameter. */
function propsType(declaration: ts.ClassDeclaration): string | undefined {
  return declaration.members.find(ts.isConstructorDeclaration)?.parameters[2]?.type?.getText();
}

function declaredProp(member: ts.PropertySignature, source: ts.SourceFile, file: string): DeclaredProp {
  const name = member.name.getText();
  const examples = ts.getJSDocTags(member).filter(({ tagName }) => tagName.text === "example").map((tag) => exampleOf(textOf(tag.comment)));
  const values = examples.length > 0 ? examples : valuesOf(member.type, source);
  const optional = member.questionToken !== undefined;
  if (values.length < (optional ? 1 : 2)) throw new Error(`${file}: no values are known for ${name}: give ${optional ? "one" : "two"} in its docstring, as @example`);
  const said = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
  const usual = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "default");
  return { name, optional, values, type: member.type?.getText() ?? "", says: textOf(said?.comment), ...(usual !== undefined && { usual: textOf(usual.comment) }) };
}

function textOf(comment: ts.JSDoc["comment"]): string {
  return ts.getTextOfJSDocComment(comment) ?? "";
}

function exampleOf(text: string): unknown {
  const names = /^\[?(new \w+(?:, new \w+)*)\]?$/.exec(text.trim())?.[1]?.split(", ");
  if (names !== undefined) {
    const made = names.map((name) => new AddonExample(name.slice("new ".length)));
    return text.trim().startsWith("[") ? made : made[0];
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.trim();
  }
}

function valuesOf(type: ts.TypeNode | undefined, source: ts.SourceFile): unknown[] {
  if (type === undefined) return [];
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return [true, false];
  if (type.kind === ts.SyntaxKind.NumberKeyword) return [7, 11];
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  if (ts.isLiteralTypeNode(type) && ts.isNumericLiteral(type.literal)) return [Number(type.literal.text)];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((one) => valuesOf(one, source));
  if (ts.isTypeReferenceNode(type)) {
    const alias = source.statements.filter(ts.isTypeAliasDeclaration).find((one) => one.name.text === type.typeName.getText());
    return valuesOf(alias?.type, source);
  }
  return [];
}
