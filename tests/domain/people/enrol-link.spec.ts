import { describe, expect, test } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import { enrolLinkText, parseEnrolLink } from '#domain/people/enrol-link.ts';

const code = '7KQ4-M2XD-93HT';
const at = 'https://fieldbook.example.org';

describe('[security 4] the text in the QR code beside an enrolment code', () => {
  test.each([
    at,
    'https://hq.example.org:8443',
    'http://127.0.0.1:8080',
    'http://localhost:1',
    'https://[2001:db8::1]:443',
    'https://xn--mnchen-3ya.example',
  ])('%s and the code are read as they were written', (address) => {
    expect(parseEnrolLink(enrolLinkText({ at: address, code }))).toEqual(ok({ at: address, code }));
  });

  test('its form is this one, which laptops in the field know', () => {
    expect(enrolLinkText({ at, code })).toBe(
      'fieldbook:enrol?v=1&at=https://fieldbook.example.org&code=7KQ4-M2XD-93HT',
    );
  });

  test.each([
    ['an address of the web', 'https://example.org/?v=1&code=7KQ4-M2XD-93HT'],
    ['an authenticator’s secret', 'otpauth://totp/Fieldbook?secret=JBSWY3DPEHPK3PXP'],
    ['nothing', ''],
    ['what only begins like one', 'fieldbook:enrol?v=1'],
    ['what has something before it', ` ${enrolLinkText({ at, code })}`],
    ['what has something after it', `${enrolLinkText({ at, code })}&more=1`],
    ['a code with letters that codes do not have', enrolLinkText({ at, code: '7KQ4-M2XD-93IO' })],
    ['a code that is too short', enrolLinkText({ at, code: '7KQ4-M2XD' })],
    ['an address that hides where it leads', enrolLinkText({ at: 'https://hq.example@evil.example', code })],
    ['an address with a path', enrolLinkText({ at: `${at}/elsewhere`, code })],
    ['an address of another kind', enrolLinkText({ at: 'javascript:alert(1)', code })],
    ['an address without end', enrolLinkText({ at: `https://${'a'.repeat(300)}`, code })],
  ])('%s is none', (_, text) => {
    expect(parseEnrolLink(text)).toEqual(refuse('foreign'));
  });

  test.each(['fieldbook:enrol?v=2&at=x&key=y', 'fieldbook:enrol?v=10&whatever', 'fieldbook:enrol?v=11'])(
    '%s is known as one of a newer version',
    (text) => {
      expect(parseEnrolLink(text)).toEqual(refuse('newer'));
    },
  );
});
