import { describe, expect, test } from 'vitest';
import { createMessageTranslator, createTranslate, isolateDirection } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';

describe('plurals follow the language of the words', () => {
  test('Arabic has six forms, each with its own sentence', () => {
    const translate = createMessageTranslator(messageSetByLanguage.ar);
    const said = [0, 1, 2, 3, 11, 100].map(
      (count) => translate({ key: 'frame.status.waiting', values: { count } }).text,
    );
    expect(said).toEqual([
      'لا شيء في انتظار الإرسال',
      'سجل واحد في انتظار الإرسال',
      'سجلان في انتظار الإرسال',
      '3 سجلات في انتظار الإرسال',
      '11 سجلًا في انتظار الإرسال',
      '100 سجل في انتظار الإرسال',
    ]);
  });

  test('French counts zero as one where a message says nothing else of zero', () => {
    const translate = createMessageTranslator(messageSetByLanguage.fr);
    const said = translate({ key: 'frame.status.waiting.withSize', values: { count: 0, size: '0' } });
    expect(said.text).toBe('0 fiche à envoyer · environ 0');
  });
});

describe('a text without a translation', () => {
  const missing = createMessageTranslator({ ...messageSetByLanguage.ar, messages: {} });

  test('comes in English, says that it is English, and counts as English does', () => {
    expect(missing({ key: 'frame.status.waiting', values: { count: 2 } })).toEqual({
      text: '2 records waiting to be sent',
      language: 'en',
    });
  });

  test('reads left to right inside the Arabic line', () => {
    expect(createTranslate(missing, 'rtl')('frame.status.notSaved')).toBe('\u2068Not saved\u2069');
  });
});

describe('a text that runs against the line around it', () => {
  test('is isolated, so that it does not pull the punctuation to its own side', () => {
    expect(isolateDirection('Arlandia', 'rtl')).toBe('\u2068Arlandia\u2069');
    expect(isolateDirection('أرلانديا', 'ltr')).toBe('\u2068أرلانديا\u2069');
  });

  test('is left alone where it runs with the line, and so are numbers', () => {
    expect([
      isolateDirection('Arlandia', 'ltr'),
      isolateDirection('أرلانديا', 'rtl'),
      isolateDirection('14:03', 'rtl'),
    ]).toEqual(['Arlandia', 'أرلانديا', '14:03']);
  });

  test('is not isolated where it selects among sentences: E1 selects in Arabic as in English', () => {
    const said = createMessageTranslator(messageSetByLanguage.ar)({
      key: 'assessment.evidence.ceiling',
      values: { has: 'none', level: 2 },
    });
    expect(said.text).toBe('بلا أدلة يكون المستوى 2 أعلى مستوى مدعوم.');
  });

  test('also when it is a value inside a sentence', () => {
    const said = createMessageTranslator(messageSetByLanguage.ar)({
      key: 'frame.rail.mission',
      values: { name: 'Arlandia' },
    });
    expect(said.text).toBe('البعثة · \u2068Arlandia\u2069');
  });
});

describe('saying', () => {
  test('takes a key with values or a whole message', () => {
    const translate = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');
    const values = { count: 1 };
    expect(translate('frame.status.waiting', values)).toBe('1 record waiting to be sent');
    expect(translate({ key: 'frame.status.waiting', values })).toBe('1 record waiting to be sent');
  });

  test('without a value that the text needs is a bug and throws', () => {
    const translate = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');
    expect(() => translate({ key: 'frame.status.waiting' })).toThrow(/count/u);
  });
});
