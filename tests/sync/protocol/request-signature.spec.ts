import { describe, expect, test } from 'vitest';
import { readRequestSignature } from '#sync/protocol/request-signature.ts';

const message = { method: 'GET', targetUri: 'https://hq.example/api/v1/missions' };
const keyid = '0123456789abcdef0123456789abcdef';
const contract = `("@method" "@target-uri");created=1767225600;nonce="AAAAAAAAAAAAAAAAAAAAAA";keyid="${keyid}";alg="ed25519"`;
const signature = 'fb=:c2ln:';

describe('[security 4] the signature of a request', () => {
  test.each([
    ['as the contract has it', `fb=${contract}`, signature],
    [
      'with its parameters in another order',
      `fb=("@method" "@target-uri");alg="ed25519";keyid="${keyid}";nonce="AAAAAAAAAAAAAAAAAAAAAA";created=1767225600`,
      signature,
    ],
    ['beside that of a proxy', `proxy=("@method");created=1, fb=${contract}`, `proxy=:AAAA:, ${signature}`],
  ])('is read %s', (_what, input, header) => {
    expect(readRequestSignature(message, input, header)).toMatchObject({
      ok: true,
      value: { signatureBase64: 'c2ln' },
    });
  });

  test.each([
    ['that expires, which nobody would keep', `fb=${contract};expires=1767225700`, signature],
    ['with a tag', `fb=${contract};tag="x"`, signature],
    ['with a parameter of another alphabet', `fb=${contract};x-y=1`, signature],
    ['with a parameter without a value', `fb=${contract};expires`, signature],
    ['that was made twice', `fb=${contract};created=1767225601`, signature],
    ['with two nonces', `fb=${contract};nonce="BBBBBBBBBBBBBBBBBBBBBB"`, signature],
    ['that is described twice', `fb=${contract}, fb=${contract}`, signature],
    ['that is given twice', `fb=${contract}`, `${signature}, fb=:AAAA:`],
  ])('is refused %s', (_what, input, header) => {
    expect(readRequestSignature(message, input, header)).toMatchObject({
      ok: false,
      refusal: { kind: 'signatureMalformed' },
    });
  });
});
