import { expect, test } from 'vitest';
import type { WriterNames } from '#renderer/console/features/record/timeline/record-history.ts';
import { WriterView } from '#renderer/console/features/record/timeline/writer-view.tsx';
import { fieldLaptop, sampleLabels, samplePeople } from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const shown = async (people: WriterNames['people'], labels: ReadonlyMap<string, string>) =>
  (await mount(<WriterView device={fieldLaptop} names={{ people, labels }} />)).textContent;

test('a writer is a person with a laptop, and a person alone where laptops are not open to the reader', async () => {
  expect(await shown(samplePeople, sampleLabels)).toBe('Lead assessor · Field laptop 2');
  expect(await shown(samplePeople, new Map())).toBe('Lead assessor');
  expect(await shown({}, new Map())).toBe('Unknown person · device 3fa2 19c0');
});
