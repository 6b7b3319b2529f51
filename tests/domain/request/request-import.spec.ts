import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { emptyRequestForm } from '#domain/request/request.ts';
import { type RequestFileTexts, readRequestFile, requestFileLimits } from '#domain/request/request-file.ts';
import { importRequest, type RequestFormWords } from '#domain/request/request-import.ts';
import { findStateByName, stateCodes, stateNameIn, suggestStates } from '#domain/states/state-names.ts';
import { xlsxOf } from '#tests/support/files/xlsx.ts';

const words: RequestFormWords = {
  labels: {
    state: 'State',
    channel: 'Channel',
    'channel.oral': 'Oral',
    'channel.partner': 'Referral',
    areas: 'Areas',
    'areas.D1': 'D1 Strategy',
    'received-on': 'Day',
    authority: 'Authority',
    purpose: 'Purpose',
    'has-recommendation': 'Linked',
    recommendation: 'Reference of it',
    languages: 'Languages',
    remarks: 'Remarks',
  },
  yes: 'Yes',
  no: 'No',
  fixed: ['Request for assistance'],
};

const textsOf = (rows: readonly (readonly string[])[], part: Partial<RequestFileTexts> = {}) => ({
  rows,
  beside: [],
  pictures: 0,
  ...part,
});

function imported(rows: readonly (readonly string[])[], part: Partial<RequestFileTexts> = {}) {
  const read = importRequest(textsOf(rows, part), [words]);
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
}
const kindsOf = (rows: readonly (readonly string[])[]) => imported(rows).notes.map(({ kind }) => kind);

describe('[A4] the import of a filled form', () => {
  it('asks for a State under another spelling, and proposes those like it', () => {
    const { form, notes, states } = imported([['state', 'State', 'Republic of Uruguay']]);
    expect(form.state).toBeNull();
    expect(notes).toEqual([{ kind: 'state', field: 'state', label: 'State', text: 'Republic of Uruguay' }]);
    expect(states[0]).toBe('UY');
    expect(form.remarks).toBe('State: Republic of Uruguay');
  });

  it('keeps an unknown choice, an unclear mark and two channels in the remarks', () => {
    const { form } = imported([
      ['channel', 'Channel', 'By pigeon'],
      ['areas.D1', 'D1 Strategy', 'perhaps'],
    ]);
    expect(form).toEqual({
      ...emptyRequestForm,
      remarks: 'Channel: By pigeon\nAreas: D1 Strategy: perhaps',
    });
    const marked = imported([
      ['channel.oral', 'Oral', '☒'],
      ['channel.partner', 'Referral', 'x'],
    ]);
    expect(marked.form.channel).toBeNull();
    expect(marked.form.remarks).toBe('Channel: Referral; Oral');
    expect(marked.notes.map(({ kind }) => kind)).toEqual(['choices']);
  });

  it.each([
    ['2026-10-05', '2026-10-05'],
    ['2026-10-05 00:00:00', '2026-10-05'],
    ['5.10.2026', '2026-10-05'],
    ['25/10/2026', '2026-10-25'],
    ['٢٠٢٦-١٠-٠٥', '2026-10-05'],
    ['2026年10月5日', '2026-10-05'],
    ['3 novembre 2026', '2026-11-03'],
    ['the 3rd of November 2026', '2026-11-03'],
    ['November 10, 2026', '2026-11-10'],
    ['3 de noviembre de 2026', '2026-11-03'],
    ['3 ноября 2026 г.', '2026-11-03'],
    ['٣ نوفمبر ٢٠٢٦', '2026-11-03'],
    ['before 3 November 2026', null],
    ['3 November or 4 November 2026', null],
    ['November 2026', null],
    ['03/04/2026', null],
    ['2026-02-30', null],
    ['in spring', null],
  ])('reads the day %s as %s', (text, day) => {
    const { form, notes } = imported([['received-on', 'Day', text]]);
    expect(form['received-on']).toBe(day);
    expect(notes.map(({ kind }) => kind)).toEqual(day === null ? ['day'] : []);
    expect(form.remarks).toBe(day === null ? `Day: ${text}` : '');
  });

  it('names two answers to one question, and a reference that the form denies', () => {
    const twice = [
      ['received-on', 'Day', '2026-10-05'],
      ['received-on', 'Day', '2026-10-06'],
    ];
    expect(kindsOf(twice)).toEqual(['twice']);
    expect(imported(twice).form.remarks).toBe('Day: 2026-10-05; 2026-10-06');
    const denied = [
      ['has-recommendation', 'Linked', 'No'],
      ['recommendation', 'Reference of it', 'CTED 7'],
    ];
    expect(kindsOf(denied)).toEqual(['recommendation']);
    expect(imported(denied).form).toMatchObject({ recommendation: '', remarks: 'Reference of it: CTED 7' });
  });

  it('keeps words beside the answers, and counts pictures', () => {
    const { form, notes } = imported(
      [
        ['authority', 'Authority', 'Police', '', 'call before noon'],
        ['', 'Our own row', 'with words'],
      ],
      { beside: ['Letter head', 'Request for assistance'], pictures: 2 },
    );
    expect(form.authority).toBe('Police');
    expect(form.remarks).toBe('Authority: call before noon\nOur own row\nwith words\nLetter head');
    expect(notes.map(({ kind, text }) => [kind, text.slice(0, 9)])).toEqual([
      ['beside', 'Authority'],
      ['pictures', '2'],
    ]);
  });

  it('cuts an answer to its field, and keeps the whole of it', () => {
    const long = 'a'.repeat(900);
    const { form, notes } = imported([['authority', 'Authority', long]]);
    expect(form.authority).toHaveLength(400);
    expect(form.remarks).toBe(`Authority: ${long}`);
    expect(notes.map(({ kind }) => kind)).toEqual(['long']);
  });

  it('refuses more words than a request holds, instead of losing some', () => {
    const rows = [['remarks', 'Remarks', 'a'.repeat(20_001)]];
    expect(importRequest(textsOf(rows), [words])).toEqual({ ok: false, refusal: 'too-large' });
  });

  it('takes out characters that hide or turn other words', () => {
    expect(imported([['authority', 'Authority', '\u202eeciloP\u0007\ufeff']]).form.authority).toBe('eciloP');
  });

  it('names a form of a later version, and refuses a file without any question', () => {
    expect(kindsOf([['fieldbook-request 9 en'], ['authority', 'Authority', 'Police']])).toEqual(['version']);
    expect(importRequest(textsOf([['Name', 'Amount']]), [words])).toEqual({ ok: false, refusal: 'no-form' });
  });
});

describe('[A4] names of States', () => {
  it('are found in all six languages, in any case and with or without an article', () => {
    for (const code of stateCodes)
      for (const nameLanguage of ['en', 'fr', 'ar', 'es', 'ru', 'zh'] as const)
        expect([nameLanguage, findStateByName(stateNameIn(code, nameLanguage).toUpperCase())]).toEqual([
          nameLanguage,
          code,
        ]);
    expect(findStateByName('cote d’ivoire')).toBe('CI');
    expect(findStateByName('الامارات العربية المتحدة')).toBe('AE');
  });

  it.each([
    ['Kyrgistan', 'KG'],
    ['République de Côte d Ivoir', 'CI'],
    ['Уругвайская республика', 'UY'],
    ['阿拉伯酋长国', 'AE'],
    ['Ivory Coast', 'CI'],
    ['Swaziland', 'SZ'],
  ])('like %s propose %s', (text, code) => {
    expect(findStateByName(text)).toBeNull();
    expect(suggestStates(text)).toContain(code);
  });

  it('propose nothing for other words', () => {
    expect(suggestStates('zzzz qqqq')).toEqual([]);
  });
});

describe('[security 6] a filled form from a stranger', () => {
  const word = (body: string, more: Readonly<Record<string, Uint8Array>> = {}) =>
    zipSync({
      'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
      ...more,
    });

  it.each([
    ['is no archive', strToU8('hello'), 'other-file'],
    ['is cut off', word('<w:p/>').slice(0, 60), 'damaged'],
    ['is larger than a form', new Uint8Array(requestFileLimits.bytes + 1), 'too-large'],
    [
      'has a document type',
      zipSync({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
      'damaged',
    ],
    [
      'unpacks to a bomb',
      zipSync({ 'word/document.xml': new Uint8Array(60_000_000) }, { level: 9 }),
      'too-large',
    ],
    ['has too many words', word(`<w:p><w:r><w:t>${'word '.repeat(100_000)}</w:t></w:r></w:p>`), 'too-large'],
    // The characters are counted while they are read: afterwards none of these is left to count.
    [
      'has too many blanks',
      word(`<w:p><w:r><w:t>${' '.repeat(50)}</w:t></w:r></w:p>`.repeat(6_100)),
      'too-large',
    ],
    [
      'has too many digits in a comment',
      word('<w:p><w:r><w:t>a</w:t></w:r></w:p>', {
        'word/comments.xml': strToU8(
          `<w:comments xmlns:w="w"><w:comment>${`<w:p><w:r><w:t>${'1'.repeat(50)}</w:t></w:r></w:p>`.repeat(6_100)}</w:comment></w:comments>`,
        ),
      }),
      'too-large',
    ],
    [
      'has too many cells',
      word(
        `<w:tbl>${'<w:tr/>'.repeat(30_000)}<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
      ),
      'too-large',
    ],
    ['nests its tables deeply', word('<w:tbl>'.repeat(5_000)), 'damaged'],
    ['is another archive', zipSync({ 'a.txt': strToU8('a') }), 'damaged'],
  ] as const)('is refused when it %s', (_, bytes, refusal) => {
    expect(readRequestFile(bytes)).toEqual({ ok: false, refusal });
  });

  it('gives its formulas as texts of their stored values, and its comments as words', () => {
    const file = xlsxOf({ Form: [['authority', 'Authority', '=1+1']] });
    expect(readRequestFile(file)).toMatchObject({
      ok: true,
      value: { rows: [['authority', 'Authority', '=1+1']] },
    });
    const commented = word('<w:p><w:r><w:t>a</w:t></w:r></w:p>', {
      'word/comments.xml': strToU8(
        '<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>Ask us</w:t></w:r></w:p></w:comment></w:comments>',
      ),
      'word/media/image1.png': strToU8('p'),
    });
    expect(readRequestFile(commented)).toEqual({
      ok: true,
      value: { rows: [], beside: ['a', 'Ask us'], pictures: 1 },
    });
  });

  it('loses the words that its writers deleted, and keeps those that they inserted', () => {
    const body =
      '<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>';
    expect(readRequestFile(word(body))).toMatchObject({ value: { beside: ['new'] } });
  });
});
