import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { growthOf } from '#tests/support/clock/processor-time.ts';

const found = (text: string, roster: readonly string[] = []) =>
  findPersonalData(text, roster).map(({ kind, text: hit }) => `${kind}: ${hit}`);

test('[E2] an e-mail address is found, also one with letters of another script', () => {
  expect(found('Ask records@institution.example, or سجل@مؤسسة.مثال.')).toEqual([
    'email: records@institution.example',
    'email: سجل@مؤسسة.مثال',
  ]);
  expect(found('5 staff @ headquarters')).toEqual([]);
});

test.each([
  ['phone', 'Call +00 (11) 222-33-44', '+00 (11) 222-33-44'],
  ['phone', 'his mobile, 00112233445', '00112233445'],
  ['phone', 'هاتف ٠١١٢٢٣٣٤٤', '٠١١٢٢٣٣٤٤'],
  ['phone', 'Téléphone : 06 00 00 00 01', '06 00 00 00 01'],
  ['identity', 'passport no. P4521987 of the driver', 'P4521987'],
  ['identity', 'carte d’identité 880692310285', '880692310285'],
  ['case', 'see case no. 2024/113', 'case no. 2024/113'],
  ['case', 'le dossier n° 12/2025', 'dossier n° 12/2025'],
  ['case', 'قضية رقم 455/2023 أحيلت', 'قضية رقم 455/2023'],
  ['account', 'paid to GB29 NWBK 6016 1331 9268 19', 'GB29 NWBK 6016 1331 9268 19'],
  ['digits', 'the number 778812340091 stands there', '778812340091'],
  ['name', 'suspect Mr Adam Quillfeather', 'Mr Adam Quillfeather'],
  ['name', 'selon Mme Belleverte', 'Mme Belleverte'],
  ['name', 'شرحت السيدة ليلى المثالية الإجراءات', 'السيدة ليلى المثالية'],
  ['name', 'la Sra. Halconera redactó', 'Sra. Halconera'],
  ['name', 'показания г-на Перышкина', 'г-на Перышкина'],
  ['name', '李例女士解释了程序', '李例女士'],
  ['name', 'the accused Silvan Morrow had no lawyer', 'Silvan Morrow'],
  ['name', 'Justice Young adjourned', 'Justice Young'],
  ['name', 'Mme de Belleverte signe', 'Mme de Belleverte'],
  ['name', 'le lieutenant-colonel Bastien Belleverte', 'lieutenant-colonel Bastien Belleverte'],
  ['name', 'la rescapée Ondine Belleverte', 'Ondine Belleverte'],
  ['name', 'прокурору Перышкину', 'прокурору Перышкину'],
  ['name', 'с адвокатом Перышкиным', 'адвокатом Перышкиным'],
  ['name', 'министр Перышкин отказал', 'министр Перышкин'],
  ['name', 'подписала Нина Аркадьевна', 'Нина Аркадьевна'],
  ['name', 'письмо И. С. Перышкина', 'И. С. Перышкина'],
  ['name', 'الأستاذ المحامي بهاء المثالي', 'الأستاذ المحامي بهاء المثالي'],
  ['name', '证人李例称', '李例称'],
  ['name', '法官李例女士', '李例女士'],
  ['identity', 'DNI 44.555.019', '44.555.019'],
  ['account', '汇入账号6222 0212 3456 7890 123', '6222 0212 3456 7890 123'],
])('[E2] a %s is found: %s', (kind, text, hit) => {
  expect(found(text)).toEqual([`${kind}: ${hit}`]);
});

test.each([
  'Act 12 of 2024, articles 14 and 15',
  'Seen on 2026-11-24 and on 24.11.2026 or 24/11/26',
  'Plans 2024-2026, 2027 and 2028',
  '12,500 files in 2025; 4 of 5 units',
  'from 2026-11-09 - 2026-11-20',
  'Budget line of USD 1 250 000',
  'about 2450000 people, 1.872.340 habitants, 3,400,000 in all',
  'a total of 4500000 and CHF 12345678',
  'Grant 20240012345, project UNOCT-2024-0012345',
  'S/RES/2396 (2017) and A/HRC/52/39',
  'The Prosecutor General met the Major Crimes Unit',
  'Madame la Ministre et Monsieur le Procureur général',
  'افتتح السيد الوزير الاجتماع',
  '女士们、先生们',
  'Judge Advocate General’s Department and the Witness Protection Bill',
  'General Quillfeather Street, Hospital Doctor Halcón, rue du Général Belleverte, شارع الدكتور ليلى المثالية',
  'больница имени профессора Перышкина',
  'Генеральный прокурор Республики, следователь Следственного комитета, судья Заречного районного суда',
  'Начальник Полиции, посол Армении, министр внутренних дел',
  'a system called Case Tracker',
  'النقيب فما فوق',
  'أكد القاضي أهمية التدريب',
  '任何律师、卢旺达法官、陆军上校、20余名检察官、证人陈述',
  'a server at 10.24.16.3, version 10.0.19045.3803',
  'serial number 1003271, bon de commande 4500123987, asset tags 0004471 and 0004472',
  'С 01.01.2023-31.12.2023',
])('[E2] dates, amounts, counts, references and offices lead to nobody: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('[E2] a roster name is found as a whole, ignoring case and accents', () => {
  const roster = ['Assessor Élan', 'Li'];
  expect(found('said by ASSESSOR ELAN; an assessor was there; a list', roster)).toEqual([
    'name: ASSESSOR ELAN',
  ]);
});

test.each([
  ['the family name alone, where it is written as a name', 'As Lindqvist said, LINDQVIST left', 2],
  ['both orders', 'Lindqvist, Berta', 1],
  ['a Russian ending', 'от Марины Образцовой', 1],
  ['a particle before an Arabic name', 'سلمنا الملف لسمير القطاني', 1],
  ['an Arabic family name alone', 'كتب القطاني الرأي وأرسله للقطاني', 2],
  ['a Chinese name within a sentence', '昨日欧阳例返回', 1],
  ['no common word that is also a family name', 'Young officers; the Field office', 0],
  ['no role in place of a name', 'the lead assessor decides', 0],
])('[E2] of the roster is found %s', (_, text, count) => {
  const roster = [
    'Berta Lindqvist',
    'Марина Образцова',
    'سمير القطاني',
    '欧阳例',
    'Ben Young',
    'Rosa Field',
    'Lead assessor',
  ];
  expect(findPersonalData(text, roster)).toHaveLength(count);
});

test('[E2] an address that holds a name or digits is named once', () => {
  expect(found('assessor.elan.1234567@unit.example', ['assessor elan'])).toEqual([
    'email: assessor.elan.1234567@unit.example',
  ]);
});

test('[E2] a confirmed hit has a stable key that does not reveal its text', () => {
  const [firstHit, second] = findPersonalData('0011223344 and 5566778899');
  if (!firstHit || !second) throw new Error('two runs are there');
  expect(personalDataHitKey(firstHit)).toMatch(/^[0-9a-f]{4}$/);
  expect(personalDataHitKey(firstHit)).toBe(personalDataHitKey({ ...firstHit, at: 40 }));
  expect(personalDataHitKey(firstHit)).not.toBe(personalDataHitKey(second));
});

test('[E2] a confirmed number stays confirmed when its kind is known better', () => {
  const [phone] = findPersonalData('Call 0011 223 344');
  if (!phone) throw new Error('a number is found');
  expect(phone.kind).toBe('phone');
  expect(personalDataHitKey(phone)).toBe(personalDataHitKey({ ...phone, kind: 'digits' }));
});

test('[E2] every hit has its exact position in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      for (const hit of findPersonalData(text, ['abc def']))
        expect(text.slice(hit.at, hit.at + hit.text.length)).toBe(hit.text);
    }),
    { seed: 20_261_126, numRuns: 300 },
  );
});

test('[E2] hits never overlap', () => {
  const parts = [
    'Mr A. Bee ',
    'case no. 1/2 ',
    '+00 111 2222 ',
    'a@b.example ',
    'AB 1234567 ',
    'Berta Lindqvist ',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (chosen) => {
      const hits = findPersonalData(chosen.join(''), ['Berta Lindqvist']);
      const overlapping = hits.filter(({ at, text }, n) => at + text.length > (hits[n + 1]?.at ?? Infinity));
      expect(overlapping).toEqual([]);
    }),
    { seed: 20_261_127, numRuns: 200 },
  );
});

/** Between 10, where the cost follows the length, and 100, where it follows the square. */
const mostGrowth = 30;

test.each([
  '1-',
  '1 ',
  '@a.',
  '( ',
  'Aa ',
  'Mr A. ',
  'Lt. Col. ',
  'السيد ',
  'المتهم سامي ',
  '王王王先生',
  'AA11 ',
  'case no. 1/',
  'A-',
  'Аа Ов ',
  'Аа',
  'И. ',
  'le porteur ',
  'Aa porteur',
  'المدعي العام ',
  '证人王',
  '王·',
  'DNI 1.111.',
  '1.1.1.1,',
])('[E2] the check of "%s" again and again costs the length of the text', (part) => {
  const roster = Array.from({ length: 60 }, (_, at) => `Person${at} Family${at}`);
  const check = (size: number) => {
    const text = part.repeat(Math.ceil(size / part.length));
    return () => findPersonalData(text, roster);
  };
  expect(growthOf(check, 4_000, mostGrowth)).toBeLessThanOrEqual(mostGrowth);
});

test('[E2] the check of many letters before one at-sign costs the length of the text', () => {
  const check = (size: number) => () => findPersonalData(`${'a.'.repeat(size / 2)}@`, ['a b c']);
  expect(growthOf(check, 4_000, mostGrowth)).toBeLessThanOrEqual(mostGrowth);
});
