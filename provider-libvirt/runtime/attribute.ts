import { type IResolvable, type IResolveContext, type ITerraformDependable, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** The part of a resource or data source that its references need. */
export interface Referable extends Construct {
  /** Its address, as expressions name it. */
  _address(): string;
  /** cdktf's own reference, which knows how to reach into another stack. */
  _crossStackReference(attribute: string): IResolvable;
}

// One empty list for all: the trace that cdktf takes of each creation costs more than all else that a machine is made of.
const NO_STACK: string[] = [];

/** What an attribute reads as. Resolves to what cdktf's own reference resolves to, but writes down no stack trace. */
class AttributeReference implements IResolvable {
  private readonly stack: TerraformStack;
  private crossStack?: IResolvable;

  constructor(
    private readonly element: Referable,
    private readonly attribute: string,
  ) {
    this.stack = TerraformStack.of(element);
  }

  get creationStack(): string[] {
    return NO_STACK;
  }

  resolve(context: IResolveContext): unknown {
    if (TerraformStack.of(context.scope) !== this.stack) {
      return (this.crossStack ??= this.element._crossStackReference(this.attribute));
    }
    const expression = `${this.element._address()}.${this.attribute}`;
    const { suppressBraces } = context;
    context.suppressBraces = true;
    return suppressBraces ? expression : `\${${expression}}`;
  }

  /** What it resolves to by itself in its own stack; undefined in another. */
  expressionIn(stack: TerraformStack): string | undefined {
    return stack === this.stack ? `\${${this.element._address()}.${this.attribute}}` : undefined;
  }

  toString(): string {
    return Token.asString(this);
  }

  toJSON(): string {
    return this.toString();
  }
}

const ONE_TOKEN = /^\$\{TfToken\[[^\]]*\]\}$/;

/** The expression of a reference, as such or as a string, to an element of the same stack; undefined for anything else. */
export function ownExpression(value: unknown, stack: TerraformStack): string | undefined {
  if (value instanceof AttributeReference) return value.expressionIn(stack);
  if (typeof value !== "string" || !ONE_TOKEN.test(value)) return undefined;
  const [token] = Tokenization.reverseString(value).tokens;
  return token instanceof AttributeReference ? token.expressionIn(stack) : undefined;
}

/** The references of one element: each attribute has one, and with it one token, however often it is read. */
export class AttributeReferences {
  private readonly known = new Map<string, AttributeReference>();

  constructor(private readonly element: Referable) {}

  to(attribute: string): IResolvable {
    let reference = this.known.get(attribute);
    if (reference === undefined) this.known.set(attribute, (reference = new AttributeReference(this.element, attribute)));
    return reference;
  }
}

class Dependency implements IResolvable {
  constructor(private readonly on: ITerraformDependable) {}

  get creationStack(): string[] {
    return NO_STACK;
  }

  resolve(context: IResolveContext): unknown {
    context.suppressBraces = true;
    return this.on.fqn;
  }

  toString(): string {
    return Token.asString(this);
  }
}

const dependencies = new WeakMap<ITerraformDependable, Dependency>();

/** A token for what is waited for, the same for all that wait for it. */
export function dependencyOn(dependable: ITerraformDependable): string {
  let dependency = dependencies.get(dependable);
  if (dependency === undefined) dependencies.set(dependable, (dependency = new Dependency(dependable)));
  return dependency.toString();
}
