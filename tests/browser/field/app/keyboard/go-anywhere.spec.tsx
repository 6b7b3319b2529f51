import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Path } from '#domain/document/op.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { GoAnywhere } from '#renderer/field/app/keyboard/go-anywhere.tsx';
import { FieldServicesProvider, useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import type { SearchResult } from '#renderer/store/api/search-api.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

test('Enter after the last letter goes to the first result of all letters', async () => {
  const answers = new Map<string, () => void>();
  const went = await openSearch(answers);
  await userEvent.keyboard('decree');
  await expect.poll(() => answers.has('decree')).toBe(true);
  answers.get('decre')?.();
  await userEvent.keyboard('{Enter}');
  expect(went).toEqual([]);
  answers.get('decree')?.();
  await expect.poll(() => went).toEqual([{ screen: 'workshop', log: aLog(), doc: aDoc(6) }]);
});

/** Open the search over a store whose answers wait; each finds a workshop numbered by the length of the words. */
async function openSearch(answers: Map<string, () => void>): Promise<readonly FieldRoute[]> {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  const watch: FakeFieldStore['watch'] = async (query, ask, onResult) => {
    if (query !== 'search') return fakeFieldStore.watch(query, ask, onResult);
    const { text } = ask as { readonly text: string }; // of the query of searches
    const tell = onResult as (searchResult: SearchResult) => void; // of the same query
    answers.set(text, () => tell(workshopFoundBy(text)));
    return () => undefined;
  };
  const went: FieldRoute[] = [];
  await mountField(
    { ...fakeFieldStore, watch },
    <SearchedApp onNavigate={(fieldRoute) => went.push(fieldRoute)} />,
  );
  await expect.element(page.getByRole('combobox')).toHaveFocus();
  return went;
}

const workshopFoundBy = (text: string): SearchResult => ({
  records: [
    {
      kind: 'document',
      log: aLog(),
      doc: aDoc(text.length),
      documentKind: workshopKind,
      title: `Workshop of ${text}`,
      mission: 'Arlandia',
      facts: {},
      more: 0,
      texts: [{ path: Path.parse('title'), subject: '', target: null, excerpt: [{ text, isMatch: true }] }],
    },
  ],
  total: 1,
  building: null,
});

interface SearchedAppProps {
  readonly onNavigate: (fieldRoute: FieldRoute) => void;
}

function SearchedApp({ onNavigate }: SearchedAppProps): ReactElement {
  return (
    <FieldServicesProvider field={{ ...useFieldServices(), navigate: onNavigate }}>
      <GoAnywhere onClose={() => undefined} />
    </FieldServicesProvider>
  );
}
