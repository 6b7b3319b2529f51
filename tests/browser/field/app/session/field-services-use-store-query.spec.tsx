import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, expect, test, vi } from 'vitest';
import { useQueryOfStore } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentSummary, StoreApi } from '#renderer/store/api/store-api.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

// Otherwise React warns that its `act` is out of place.
vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
afterAll(() => void vi.unstubAllGlobals());

type Answer = (documentSummaries: readonly Pick<DocumentSummary, 'title'>[]) => void;

/** A store with answers of the test, by log. */
function aStore() {
  const asked: { readonly log: string; readonly answer: Answer; isWatched: boolean }[] = [];
  const watch = async (_query: unknown, ask: { readonly log: string }, answer: Answer) => {
    const one = { log: ask.log, answer, isWatched: true };
    asked.push(one);
    return () => {
      one.isWatched = false;
    };
  };
  return { asked, store: { watch } as unknown as StoreApi }; // only `watch` is used here
}

function Titles({ store, at }: { readonly store: StoreApi; readonly at: number }): ReactElement {
  const queryResult = useQueryOfStore(store, 'documents', { log: aLog(at) });
  return (
    <p>{queryResult.kind === 'loading' ? 'loading' : queryResult.result.map(({ title }) => title).join()}</p>
  );
}

test('a query loads until its answer, follows updates, and never shows another query’s answer', async () => {
  const { asked, store } = aStore();
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  const show = (at: number) => act(async () => root.render(<Titles store={store} at={at} />));
  const tell = (at: number, title: string) => act(async () => asked[at]?.answer([{ title }]));

  await show(1);
  expect(element.textContent).toBe('loading');
  await tell(0, 'Court');
  expect(element.textContent).toBe('Court');
  await tell(0, 'High court');
  expect(element.textContent).toBe('High court');

  await show(2);
  expect(element.textContent).toBe('loading');
  expect(asked.map(({ isWatched }) => isWatched)).toEqual([false, true]);
  await tell(0, 'too late');
  expect(element.textContent).toBe('loading');
  await tell(1, 'Laboratory');
  expect(element.textContent).toBe('Laboratory');

  await act(async () => root.unmount());
  expect(asked.map(({ isWatched }) => isWatched)).toEqual([false, false]);
  element.remove();
});

test('rendering again with an equal question asks nothing again', async () => {
  const { asked, store } = aStore();
  const root = createRoot(document.createElement('div'));
  for (let times = 0; times < 3; times += 1)
    await act(async () => root.render(<Titles store={store} at={1} />));
  expect(asked).toHaveLength(1);
  await act(async () => root.unmount());
});
