import { expect, test } from 'vitest';
import {
  type CertificateWords,
  certificatePagesHtml,
} from '#renderer/report/certificate/certificate-pages.ts';

const words: CertificateWords = {
  language: 'ar',
  direction: 'rtl',
  programme: 'Regional programme',
  heading: 'Certificate',
  before: 'We certify that',
  after: 'took part in',
  title: 'Policy workshop',
  held: '10 November 2026',
  limits: 'No assessment.',
  issuer: '',
  signatory: 'Head of programme',
  signature: 'Signature',
};

test('each certificate is a page of its own, in the direction of its language', () => {
  const html = certificatePagesHtml(
    words,
    [
      { name: 'A', reference: '1' },
      { name: 'B', reference: '2' },
    ],
    [],
  );
  expect(html.match(/<section/g)).toHaveLength(2);
  expect(html).toContain('dir="rtl"');
});

test('a name is text, never an element', () => {
  const html = certificatePagesHtml(words, [{ name: '<img src=x onerror="y">', reference: '1' }], []);
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
});

test('an empty line is left out', () => {
  const html = certificatePagesHtml(words, [{ name: 'A', reference: '1' }], []);
  expect(html.match(/certificate-sign"/g)).toHaveLength(1);
});

test('a certificate names its programme', () => {
  expect(certificatePagesHtml(words, [{ name: 'A', reference: '1' }], [])).toContain('Regional programme');
});

test('a certificate without signatory and issuer has a line to sign on', () => {
  const html = certificatePagesHtml({ ...words, signatory: '' }, [{ name: 'A', reference: '1' }], []);
  expect(html).toContain('certificate-sign" dir="auto">Signature<');
});
