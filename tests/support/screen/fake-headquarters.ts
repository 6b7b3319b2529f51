import type { FetchFunction } from '#renderer/console/api/api-request.ts';

/** Answer of a path: a status with a body, or no answer at all. */
export type FakeResponse =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'no network';

/** Answer to each question at a path, by its body; undefined for a reading. */
export type FakeResponseOf = FakeResponse | ((body: unknown) => FakeResponse);

export const responses = (body: unknown): FakeResponse => ({ status: 200, body });
export const refuses = (
  status: number,
  code: string,
  headers?: Readonly<Record<string, string>>,
): FakeResponse => ({
  status,
  body: { type: 'about:blank', title: code, status, code },
  ...(headers && { headers }),
});

/** Headquarters as the browser's `fetch` would meet it: answers by path, which a test may change at any time. */
export function createFakeHeadquarters(start: Readonly<Record<string, FakeResponseOf>>) {
  const responseByPath = new Map(Object.entries(start));
  const asked: { readonly path: string; readonly init: RequestInit }[] = [];

  const fetch: FetchFunction = async (path, init) => {
    asked.push({ path, init });
    const known = responseByPath.get(path) ?? refuses(404, 'not-found');
    const question = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    const fakeResponse = typeof known === 'function' ? known(question) : known;
    if (fakeResponse === 'no network') throw new TypeError('Failed to fetch');
    const { status, body, headers } = fakeResponse;
    return new Response(body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };

  return {
    fetch,
    asked: (): readonly string[] => asked.map(({ path }) => path),
    bodyOf: (path: string): unknown =>
      asked.find((one) => one.path === path && one.init.body !== undefined)?.init.body,
    bodiesOf: (path: string): readonly string[] =>
      asked.flatMap(({ path: of, init }) =>
        of === path && typeof init.body === 'string' ? [init.body] : [],
      ),
    set: (path: string, fakeResponseOf: FakeResponseOf): void =>
      void responseByPath.set(path, fakeResponseOf),
  };
}
