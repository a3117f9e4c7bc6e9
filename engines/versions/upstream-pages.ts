import { verbatim, type Text } from "../../constructs/core/text";

export interface UpstreamPagesOptions {
  /** For one answer, to its last byte. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface Page {
  readonly text: string;
  readonly headers: Headers;
}

/** Why nothing could be learnt of an upstream. */
export class Unreachable extends Error {
  constructor(readonly why: Text) {
    super(why.en);
  }
}

/** Reads what upstreams publish, each page once: several charts share an index. */
export class UpstreamPages {
  private readonly pages = new Map<string, Promise<Page>>();

  constructor(private readonly options: UpstreamPagesOptions) {}

  /** @throws Unreachable */
  read(url: string, token?: string): Promise<Page> {
    const known = this.pages.get(url);
    if (known !== undefined) return known;
    const page = this.fetched(url, token);
    this.pages.set(url, page);
    return page;
  }

  private async fetched(url: string, token?: string): Promise<Page> {
    const { timeoutMs, signal } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const headers = { "user-agent": "labwright", ...(token !== undefined && { authorization: `Bearer ${token}` }) };
      const answer = await fetch(url, { headers, signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) });
      if (answer.ok) return { text: await answer.text(), headers: answer.headers };
      const asked = token === undefined && answer.status === 401 ? await this.token(answer.headers.get("www-authenticate") ?? "") : undefined;
      if (asked !== undefined) return await this.fetched(url, asked);
      throw new Unreachable({ en: `${new URL(url).host} answers ${answer.status}`, zh: `${new URL(url).host} 返回 ${answer.status}` });
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      if (timeout.aborted) throw new Unreachable({ en: `${new URL(url).host} did not answer within ${Math.round(timeoutMs / 1000)} s`, zh: `${new URL(url).host} 在 ${Math.round(timeoutMs / 1000)} 秒内没有应答` });
      throw new Unreachable(verbatim(reasonOf(error)));
    }
  }

  /** What a registry hands out to anyone. @see https://distribution.github.io/distribution/spec/auth/token/ */
  private async token(challenge: string): Promise<string | undefined> {
    const { realm, service, scope } = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value])) as Readonly<Record<string, string | undefined>>;
    if (realm === undefined || !URL.canParse(realm)) return undefined;
    const url = new URL(realm);
    for (const [name, value] of Object.entries({ service, scope })) if (value !== undefined) url.searchParams.set(name, value);
    const { token, access_token } = JSON.parse((await this.read(url.href)).text) as { token?: string; access_token?: string };
    return token ?? access_token;
  }
}

/** fetch says no more than that it failed: what failed is the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, " ").trim();
}
