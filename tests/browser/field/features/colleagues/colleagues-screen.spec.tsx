import axe from 'axe-core';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { deviceCardText } from '#domain/people/device-card.ts';
import { ColleaguesScreen } from '#renderer/field/features/colleagues/colleagues-screen.tsx';
import { QrCode } from '#renderer/ui';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aDevice, aPerson } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';
import { choosePicture, fileOf, photograph } from '#tests/support/screen/photograph.ts';

const straight = { width: 640, height: 480, share: 0.8 };

async function openPage() {
  const fakeFieldStore = makeFakeFieldStore(anAssessment({}));
  await mountField(fakeFieldStore, <ColleaguesScreen />, { screen: 'colleagues' }, await makeFakeHost());
  return fakeFieldStore;
}

/** Picture of the QR code that a device shows. */
async function pictureOf(deviceCard: Parameters<typeof deviceCardText>[0]): Promise<File> {
  const drawn = (
    await mount(<QrCode text={deviceCardText(deviceCard)} label="code" />)
  ).querySelector<SVGElement>('svg');
  if (!drawn) throw new Error('There is no QR code');
  return fileOf(await photograph(drawn, straight), 'image/png');
}

test('a colleague’s code that headquarters’ word matches marks the device as compared', async () => {
  const picture = await pictureOf({ person: aPerson(2), device: aDevice(2) });
  const fakeFieldStore = await openPage();
  await userEvent.click(page.getByRole('button', { name: 'Scan a colleague’s code' }));
  choosePicture(picture);
  await expect.element(page.getByText('This is the device that headquarters names')).toBeVisible();
  expect(fakeFieldStore.acts).toEqual([`compared ${aDevice(2)}`]);
  await expect.element(page.getByText(/^Compared /u)).toBeVisible();
});

test.each([
  [
    'a device that headquarters did not name',
    { person: aPerson(2), device: aDevice(7) },
    'has not named this device',
  ],
  ['a device in another person’s name', { person: aPerson(5), device: aDevice(2) }, 'names another owner'],
])('the code of %s is told and marks nothing', async (_, card, words) => {
  const picture = await pictureOf(card);
  const fakeFieldStore = await openPage();
  await userEvent.click(page.getByRole('button', { name: 'Scan a colleague’s code' }));
  choosePicture(picture);
  await expect.element(page.getByRole('alert')).toMatchTextContent(words);
  expect(fakeFieldStore.acts).toEqual([]);
});

test('digits are compared by keyboard alone', async () => {
  const fakeFieldStore = await openPage();
  const compare = page.getByRole('button', { name: 'Compare the digits of Second assessor' });
  await expect.element(compare).toBeVisible();
  (compare.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog')).toMatchTextContent('00000 00000');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByText('This is the device that headquarters names')).toBeVisible();
  expect(fakeFieldStore.acts).toEqual([`compared ${aDevice(2)}`]);
});

test('digits that differ show the next step and mark nothing', async () => {
  const fakeFieldStore = await openPage();
  await userEvent.click(page.getByRole('button', { name: 'Compare the digits of Second assessor' }));
  await userEvent.click(page.getByRole('button', { name: 'They differ' }));
  await expect.element(page.getByRole('alert')).toMatchTextContent('tell your data protection officer');
  expect(fakeFieldStore.acts).toEqual([]);
});

test('the page has nothing that axe objects to', async () => {
  await openPage();
  await expect.element(page.getByRole('table')).toBeVisible();
  const { violations } = await axe.run('.fb-page');
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
