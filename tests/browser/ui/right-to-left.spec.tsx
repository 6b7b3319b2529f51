import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createLanguageFormat, createMessageTranslator, TranslatedText } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { I18nContext } from '#renderer/i18n/i18n-provider.tsx';
import { NavList, TextField } from '#renderer/ui';
import { Assessment } from '#renderer/ui/stories/screens.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

function boxOf(selector: string): DOMRect {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found.getBoundingClientRect();
}

describe('an Arabic screen', () => {
  test('says so in <html>', async () => {
    await mount(<Assessment />, { language: 'ar' });
    const { lang, dir } = document.documentElement;
    expect({ lang, dir }).toEqual({ lang: 'ar', dir: 'rtl' });
  });

  test('begins at the right: the rail, then the dimensions, the questions, the evidence', async () => {
    await page.viewport(1280, 800);
    await mount(<Assessment />, { language: 'ar' });
    const places = ['.fb-rail', '[data-side=start]', '.fb-column-main', '[data-side=end]'].map(
      (part) => boxOf(part).right,
    );
    expect(places).toEqual(places.toSorted((one, other) => other - one));
    expect(places[0]).toBe(1280);
  });

  test('shows keys as they are on the keyboard', async () => {
    await mount(<Assessment />, { language: 'ar' });
    const directions = [...document.querySelectorAll('kbd')].map((key) => getComputedStyle(key).direction);
    expect(new Set(directions)).toEqual(new Set(['ltr']));
  });

  test('marks words that are not translated as English', async () => {
    const untranslated = {
      language: 'ar',
      translate: createMessageTranslator({ ...messageSetByLanguage.ar, messages: {} }),
      format: createLanguageFormat('ar'),
    } as const;
    const element = await mount(
      <I18nContext value={untranslated}>
        <TranslatedText of="frame.status.notSaved" />
      </I18nContext>,
      { language: 'ar' },
    );
    expect(element.querySelector('span')?.outerHTML).toBe('<span lang="en" dir="ltr">Not saved</span>');
  });
});

test('typed text keeps its own direction', async () => {
  await mount(<TextField label="Institution" value="الشرطة الوطنية" onChange={() => undefined} />);
  const input = page.getByRole('textbox').element();
  expect(getComputedStyle(input).direction).toBe('rtl');
});

test('short English text on an Arabic screen reads left to right and is right-aligned', async () => {
  await mount(
    <NavList
      label="Dimensions"
      items={[{ id: 'D2', code: 'D2', title: 'Legal framework' }]}
      current={null}
      onGo={() => undefined}
    />,
    { language: 'ar' },
  );
  const { direction, textAlign } = getComputedStyle(page.getByText(/Legal framework/u).element());
  expect({ direction, textAlign }).toEqual({ direction: 'ltr', textAlign: 'right' });
});
