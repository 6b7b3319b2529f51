import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import type { Role } from '#domain/people/role.ts';
import { AssessmentScreen } from '#renderer/field/features/assessment/assessment-screen.tsx';
import type { AssessmentTab } from '#renderer/field/parts/field-route.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from './fake-field-store.ts';
import { mountField } from './mount-field.tsx';

interface Opened {
  readonly role: Role;
  /** Absent: the questions. */
  readonly tab?: AssessmentTab;
  readonly question?: string;
}

/** The assessment of a police service with these values, opened at one of its tabs. */
export async function openAssessment(
  { role, ...at }: Opened,
  values: Readonly<Record<string, JsonValue>>,
): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(
    anAssessment({ 'screening/S1': 'POL', 'screening/S4': 'no', ...values }),
  );
  fakeFieldStore.setRoles([role]);
  await page.viewport(1280, 800);
  const route = { screen: 'assessment', log: aLog(), doc: aDoc(), ...at } as const;
  await mountField(fakeFieldStore, <AssessmentScreen log={aLog()} doc={aDoc()} />, route);
  await expect.element(page.getByRole('navigation', { name: 'Pages of this assessment' })).toBeVisible();
  return fakeFieldStore;
}
