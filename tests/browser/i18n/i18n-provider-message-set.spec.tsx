import { type ReactElement, useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { I18nProvider, type ScreenLanguage, useMessageSet, useTranslate } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const Title = (): ReactElement => <h1>{useTranslate()('vault.title')}</h1>;

function Screen(): ReactElement {
  const [language, choose] = useState<ScreenLanguage>('en');
  return (
    <I18nProvider speech={useMessageSet(language, messageSetByLanguage.en)}>
      <Title />
      <button onClick={() => choose('ar')}>العربية</button>
    </I18nProvider>
  );
}

test('a chosen language loads; until then the screen keeps the former language', async () => {
  const [english, arabic = ''] = [messageSetByLanguage.en, messageSetByLanguage.ar].map(
    ({ messages: words }) => words['vault.title'],
  );
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
