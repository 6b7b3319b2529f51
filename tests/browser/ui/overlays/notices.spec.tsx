import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { I18nProvider, type ScreenLanguage } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { Button, NoticesProvider, type StatusMeaning, useNotify } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

function Notifier({
  meaning,
  text = 'Something happened',
}: {
  readonly meaning: StatusMeaning;
  readonly text?: string;
}) {
  const notify = useNotify();
  return <Button onPress={() => notify({ meaning, text: () => text })}>Do it</Button>;
}

const notice = page.getByText('Something happened');

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

async function notifyOf(statusMeaning: StatusMeaning): Promise<void> {
  await mount(<Notifier meaning={statusMeaning} />);
  await page.getByRole('button', { name: 'Do it' }).click();
  await expect.element(notice).toBeVisible();
}

test('a notice is in a region that screen readers listen to', async () => {
  await notifyOf('good');
  await expect.element(page.getByRole('log', { name: 'Notices' })).toMatchTextContent(/Something happened/u);
});

test('good news goes by itself', async () => {
  await notifyOf('good');
  vi.advanceTimersByTime(10_000);
  await expect.element(notice).not.toBeInTheDocument();
});

test('a notice that requires action stays until it is closed', async () => {
  await notifyOf('bad');
  vi.advanceTimersByTime(600_000);
  await expect.element(notice).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.element(notice).not.toBeInTheDocument();
});

test('good news is shown once, however often it is said', async () => {
  await notifyOf('good');
  await page.getByRole('button', { name: 'Do it' }).click();
  await page.getByRole('button', { name: 'Do it' }).click();
  expect(notice.elements()).toHaveLength(1);
});

const { messages: french } = messageSetByLanguage.fr;
const frenchWord = (key: 'frame.undo' | 'report.screen.saved'): string => french[key] ?? '';

function Bilingual() {
  const [language, setLanguage] = useState<ScreenLanguage>('en');
  return (
    <I18nProvider speech={messageSetByLanguage[language]}>
      <NoticesProvider>
        <Translated />
        <Button onPress={() => setLanguage('fr')}>Français</Button>
      </NoticesProvider>
    </I18nProvider>
  );
}

function Translated() {
  const notify = useNotify();
  const action = { label: 'frame.undo', onPress: () => undefined } as const;
  return (
    <Button
      onPress={() =>
        notify({ meaning: 'bad', text: (translate) => translate('report.screen.saved'), action })
      }
    >
      Do it
    </Button>
  );
}

test('a notice follows the language of the screen, with its button', async () => {
  await mount(<Bilingual />);
  await page.getByRole('button', { name: 'Do it' }).click();
  await expect.element(page.getByText('Report saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Français' }).click();
  await expect.element(page.getByText(frenchWord('report.screen.saved'))).toBeVisible();
  await expect.element(page.getByRole('button', { name: frenchWord('frame.undo') })).toBeVisible();
});

test('a notice gives way to the element in focus', async () => {
  await mount(
    <>
      <Notifier meaning="bad" />
      <div style={{ position: 'fixed', insetBlockEnd: '7rem', insetInlineEnd: '2rem' }}>
        <Button>Below</Button>
      </div>
    </>,
  );
  await page.getByRole('button', { name: 'Do it' }).click();
  await expect.element(notice).toBeVisible();
  const below = page.getByRole('button', { name: 'Below' }).element();
  if (!(below instanceof HTMLElement)) throw new Error('no button');
  await userEvent.tab();
  await expect.element(page.getByRole('button', { name: 'Below' })).toHaveFocus();
  const { left, top, width, height } = below.getBoundingClientRect();
  expect(below.contains(document.elementFromPoint(left + width / 2, top + height / 2))).toBe(true);
});

test('a long address in a notice leaves its buttons in sight', async () => {
  await mount(<Notifier meaning="bad" text={`Removed: https://www.example.org/${'a'.repeat(200)}`} />);
  await page.getByRole('button', { name: 'Do it' }).click();
  const close = page.getByRole('button', { name: 'Close' });
  await expect.element(close).toBeVisible();
  expect(close.element().getBoundingClientRect().right).toBeLessThanOrEqual(innerWidth);
});
