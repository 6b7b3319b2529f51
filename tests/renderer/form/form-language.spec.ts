import { expect, test } from 'vitest';
import { formDirectionOf, initialFormLanguage, languageCodeOf } from '#renderer/form/form-language.ts';
import { aForm } from '#tests/support/builders/an-instrument.ts';

test.each([
  ['French (fr)', 'fr', 'ltr'],
  ['العربية (ar)', 'ar', 'rtl'],
  ['Arabic', 'ar', 'rtl'],
  ['fa', 'fa', 'rtl'],
  ['Dari (prs)', 'prs', 'rtl'],
  ['pt-BR', 'pt-BR', 'ltr'],
  ['Village words', null, null],
])('%s is the language %s, written %s', (name, code, direction) => {
  expect([languageCodeOf(name), formDirectionOf(name)]).toEqual([code, direction]);
});

test("a form begins in the screen's language where it has it, else in its own", () => {
  const form = aForm([], { languages: ['French (fr)', 'Arabic (ar)'], defaultLanguage: 'French (fr)' });
  expect([initialFormLanguage(form, 'ar'), initialFormLanguage(form, 'en')]).toEqual([
    'Arabic (ar)',
    'French (fr)',
  ]);
});
