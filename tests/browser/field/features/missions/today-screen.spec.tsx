import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { addToDay, utcDayAtMs } from '#base/calendar-day.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { TodayScreen } from '#renderer/field/features/missions/today-screen.tsx';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const mission: MissionSummary = {
  log: aLog(),
  doc: aDoc(7),
  kind: missionKind,
  title: 'Visit',
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 0,
  workshops: 1,
  returned: 0,
};

test('[C5] home lists a follow-up survey that is late, until somebody ends it', async () => {
  const today = utcDayAtMs(galleryNowMs);
  const workshop = {
    ...mission,
    doc: aDoc(8),
    kind: workshopKind,
    title: 'National workshop',
    status: 'completed',
    facts: { from: addToDay(today, { months: -7 }), to: addToDay(today, { months: -7 }) },
  };
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  fakeFieldStore.setWaitingWork({ workshops: [workshop] });
  await mountField(fakeFieldStore, <TodayScreen />, { screen: 'today' }, undefined, [mission]);
  const link = page.getByRole('link', { name: 'National workshop' });
  await expect.element(link).toHaveAttribute('href', expect.stringContaining('/evaluation'));
  await expect.element(page.getByText(/Follow-up survey · late since/)).toBeVisible();
  fakeFieldStore.setWaitingWork({
    workshops: [{ ...workshop, facts: { ...workshop.facts, surveyEnded: true } }],
  });
  await expect.element(link).not.toBeInTheDocument();
});

test('home without waiting work shows the missions alone', async () => {
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  await mountField(fakeFieldStore, <TodayScreen />, { screen: 'today' }, undefined, [mission]);
  await expect.element(page.getByRole('link', { name: 'Visit' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'For you' })).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /^Continue/ })).not.toBeInTheDocument();
});

test('home continues the last question and lists what was returned', async () => {
  const fakeFieldStore = makeFakeFieldStore(anEmptyWorkshop);
  const summary = { ...mission, kind: assessmentKind, facts: { 'institution/name': 'Court', toMend: 2 } };
  const address = `#/missions/${aLog()}/assessments/${aDoc(7)}/D4.1`;
  fakeFieldStore.setWaitingWork({
    last: { summary, address, question: 'D4.1', atMs: 1 },
    returned: [summary],
  });
  await mountField(fakeFieldStore, <TodayScreen />, { screen: 'today' }, undefined, [mission]);
  await expect.element(page.getByRole('button', { name: 'Continue: Court' })).toBeVisible();
  await expect.element(page.getByText(/^D4\.1 /)).toBeVisible();
  const returned = page.getByRole('link', { name: 'Returned to me: 2 comments to resolve' });
  await expect.element(returned).toHaveAttribute('href', expect.stringContaining('/review'));
});
