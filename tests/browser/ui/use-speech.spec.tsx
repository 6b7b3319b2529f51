import { type ReactElement, useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { speeches } from '#renderer/i18n/catalogues.ts';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import type { Language } from '#renderer/i18n/language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useSpeech } from '#renderer/i18n/use-speech.ts';
import { mount } from './mount.tsx';

const Title = (): ReactElement => <h1>{useSay()('vault.title')}</h1>;

function Screen(): ReactElement {
  const [language, choose] = useState<Language>('en');
  return (
    <I18nProvider speech={useSpeech(language, speeches.en)}>
      <Title />
      <button onClick={() => choose('ar')}>العربية</button>
    </I18nProvider>
  );
}

test('a language that is chosen is loaded; until it is there the screen speaks as before', async () => {
  const [english, arabic = ''] = [speeches.en, speeches.ar].map(({ words }) => words['vault.title']);
  await mount(<Screen />);
  const heading = page.getByRole('heading');
  const seen = [heading.element().textContent];
  const watching = new MutationObserver(() => void seen.push(heading.element().textContent));
  watching.observe(document.body, { subtree: true, childList: true, characterData: true });

  await page.getByRole('button').click();
  await expect.element(heading).toHaveTextContent(arabic);
  watching.disconnect();

  expect([...new Set(seen)]).toEqual([english, arabic]);
  expect(document.documentElement.dir).toBe('rtl');
});
