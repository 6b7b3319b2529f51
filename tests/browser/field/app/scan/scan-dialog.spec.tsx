import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { OneTimeCodeView } from '#renderer/console/features/people/one-time-code-view.tsx';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { EnrolScreen } from '#renderer/field/features/enrol/enrol-screen.tsx';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { QrCode } from '#renderer/ui';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { type FakeHost, makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mount } from '#tests/support/screen/mount.tsx';
import { mountField } from '#tests/support/screen/mount-field.tsx';
import { choosePicture, fileOf, photograph, type Shot } from '#tests/support/screen/photograph.ts';

const code = { address: 'https://fieldbook.example.org', code: '7KQ4-M2XD-93HT', expiresAtMs: 0 };
const straight: Shot = { width: 640, height: 480, share: 0.8 };

const address = page.getByRole('textbox', { name: /^Address of headquarters/u });
const typedCode = page.getByRole('textbox', { name: /^Code/u });
const scan = page.getByRole('button', { name: 'Scan the code' });
const dialog = page.getByRole('dialog');

let host: FakeHost;
const enrol = vi.fn<StoreApi['enrol']>(async () => ({ kind: 'unreachable', why: 'fake' }));
beforeEach(async () => {
  host = await makeFakeHost();
  enrol.mockClear();
  await page.viewport(1280, 800);
});
afterEach(() => vi.restoreAllMocks());

/** The QR code as the console draws it beside a code that it has made. */
async function ofConsole(): Promise<SVGElement> {
  return qrIn(await mount(<OneTimeCodeView code={code} purpose="enrol" />));
}

const ofSomebodyElse = async (): Promise<SVGElement> =>
  qrIn(await mount(<QrCode text="https://example.org/menu" label="A menu" />));

function qrIn(element: HTMLElement): SVGElement {
  const drawn = element.querySelector<SVGElement>('svg.fb-qr');
  if (!drawn) throw new Error('There is no QR code');
  return drawn;
}

async function openEnrolment(): Promise<void> {
  await mountField(
    { ...makeFakeFieldStore(anAssessment({})), enrol },
    <FieldPreferencesContext
      value={{ preferences: { language: 'en', theme: 'light', textSize: 100 }, choose: () => undefined }}
    >
      <EnrolScreen />
    </FieldPreferencesContext>,
    { screen: 'missions' },
    host,
  );
}

/** A camera; `show` holds something before it. Its track says whether it is on. */
function someCamera(first: HTMLCanvasElement) {
  const seen = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = seen.getContext('2d');
  const show = (picture: HTMLCanvasElement): void => context?.drawImage(picture, 0, 0);
  show(first);
  const stream = seen.captureStream(30);
  // A canvas that does not change gives no frames.
  const drawing = setInterval(() => context?.fillRect(0, 0, 1, 1), 50);
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('There is no picture');
  const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => stream);
  onTestFinished(() => clearInterval(drawing));
  return { show, asked, track };
}

const noCamera = (name: string) =>
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('no', name));

/** Reports of scans to the shell, in order. */
const toldShell = (): readonly unknown[] =>
  host.asked.filter(({ channel }) => channel === 'camera.scan').map(({ ask }) => ask);

describe('[security 4] the code that the console shows', () => {
  test('fills the fields once the camera reads it; the camera stops before the person joins', async () => {
    const camera = someCamera(await photograph(await ofConsole(), straight));
    await openEnrolment();
    await userEvent.click(scan);

    await expect.element(address).toHaveValue(code.address);
    await expect.element(typedCode).toHaveValue(code.code);
    await expect.element(dialog).not.toBeInTheDocument();
    await expect
      .element(page.getByRole('status').filter({ hasText: 'The code was read' }))
      .toBeInTheDocument();
    expect(camera.track.readyState).toBe('ended');
    expect(camera.asked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ audio: false }));
    expect(toldShell()).toEqual([true, false]);
    expect(enrol).not.toHaveBeenCalled();

    await userEvent.click(page.getByRole('button', { name: 'Join' }));
    expect(enrol).toHaveBeenCalledExactlyOnceWith(code.address, code.code, 'Field laptop');
  });

  test.each<[string, Shot, 'image/png' | 'image/jpeg']>([
    ['a screenshot', { width: 400, height: 400, share: 1 }, 'image/png'],
    ['a photograph that lies on its side', { ...straight, turnedDegrees: 90 }, 'image/jpeg'],
    ['one that is upside down', { ...straight, turnedDegrees: 183 }, 'image/png'],
    ['one from the side, askew', { ...straight, turnedDegrees: 20, narrowed: 0.75 }, 'image/jpeg'],
    ['one in poor light', { ...straight, turnedDegrees: -12, noise: 90, blurPx: 1 }, 'image/jpeg'],
    [
      'one from afar',
      { width: 1_600, height: 1_200, share: 0.15, turnedDegrees: 30, noise: 40 },
      'image/jpeg',
    ],
    [
      'a large one of a telephone',
      { width: 4_000, height: 3_000, share: 0.5, noise: 60, blurPx: 4 },
      'image/jpeg',
    ],
  ])('is read from %s', async (_, shot, type) => {
    const picture = await fileOf(await photograph(await ofConsole(), shot), type);
    noCamera('NotFoundError');
    await openEnrolment();
    await userEvent.click(scan);
    choosePicture(picture);
    await expect.element(address).toHaveValue(code.address);
    await expect.element(dialog).not.toBeInTheDocument();
  });
});

describe('a scan', () => {
  test('that sees another QR code says so, goes on, and finds the right one', async () => {
    const right = await photograph(await ofConsole(), straight);
    const camera = someCamera(await photograph(await ofSomebodyElse(), straight));
    await openEnrolment();
    await userEvent.click(scan);
    await expect.element(dialog).toMatchTextContent('This QR code is not for joining a programme');
    expect([camera.track.readyState, addressBehind()]).toEqual(['live', '']);
    camera.show(right);
    await expect.element(address).toHaveValue(code.address);
  });

  test('ends with Escape: the camera stops, the shell is informed, and the button regains focus', async () => {
    const camera = someCamera(document.createElement('canvas'));
    await openEnrolment();
    await userEvent.click(scan);
    await expect.element(dialog).toMatchTextContent('Hold the QR code');
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    expect(camera.track.readyState).toBe('ended');
    expect(toldShell()).toEqual([true, false]);
    await expect.element(scan).toHaveFocus();
  });

  test.each([
    ['NotFoundError', 'Fieldbook finds no camera on this laptop'],
    ['NotAllowedError', 'Fieldbook may not use the camera'],
    ['NotReadableError', 'The camera gives no image'],
  ])('without a camera (%s) names the next step: %s', async (name, words) => {
    noCamera(name);
    await openEnrolment();
    await userEvent.click(scan);
    await expect.element(dialog).toMatchTextContent(words);
    await expect.element(dialog).toMatchTextContent('type the address and the code');
  });

  test('says when the camera is pulled out', async () => {
    const camera = someCamera(document.createElement('canvas'));
    await openEnrolment();
    await userEvent.click(scan);
    await expect.element(dialog).toMatchTextContent('Hold the QR code');
    camera.track.dispatchEvent(new Event('ended'));
    await expect.element(dialog).toMatchTextContent('Fieldbook finds no camera on this laptop');
  });

  test.each([
    [
      'without a code',
      async () => fileOf(document.createElement('canvas'), 'image/png'),
      'No QR code can be read',
    ],
    [
      'with another code',
      async () => fileOf(await photograph(await ofSomebodyElse(), straight), 'image/png'),
      'This QR code is not for',
    ],
    [
      'that is none',
      async () => new File(['<html>'], 'code.png', { type: 'image/png' }),
      'This file is not a picture',
    ],
  ])('of a picture %s says so', async (_, make, words) => {
    const picture = await make();
    noCamera('NotFoundError');
    await openEnrolment();
    await userEvent.click(scan);
    choosePicture(picture);
    await expect.element(dialog).toMatchTextContent(words);
    expect(addressBehind()).toBe('');
  });

  test('has nothing that axe objects to, in its dialog', async () => {
    someCamera(document.createElement('canvas'));
    await openEnrolment();
    await userEvent.click(scan);
    await expect.element(dialog).toMatchTextContent('Hold the QR code');
    const { violations } = await axe.run('[role=dialog]');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
});

/** Value of the field behind the dialog, which no role finds while the dialog is open. */
const addressBehind = (): string | undefined =>
  document.querySelector<HTMLInputElement>('.enrol input')?.value;
