import { describe, expect, test } from 'vitest';
import {
  readResponseSignature,
  responseSignatureBase,
  responseSignatureInput,
} from '#sync/protocol/response-signature.ts';

const parameters = { nonce: 'AAAAAAAAAAAAAAAAAAAAAA' };
const digest = 'sha-256=:AAAA:';
const tail = ';nonce="AAAAAAAAAAAAAAAAAAAAAA"';

describe('[security 4] the signature of an answer', () => {
  test.each(['content-digest', 'unencoded-digest'] as const)('covers the status and %s', (digestField) => {
    const answer = { status: 200, contentDigest: digest, digestField };
    const input = responseSignatureInput(parameters, answer);
    const base = `"@status": 200\n"${digestField}": ${digest}\n"@signature-params": ("@status" "${digestField}")${tail}`;
    expect(input).toBe(`fb=("@status" "${digestField}")${tail}`);
    expect(responseSignatureBase(answer, parameters)).toBe(base);
    expect(readResponseSignature(answer, parameters.nonce, input, 'fb=:c2ln:')).toEqual({
      ok: true,
      value: { base, signatureBase64: 'c2ln' },
    });
  });

  test('may have further parameters, which are then part of the signed text', () => {
    const answer = { status: 200, contentDigest: digest };
    const more = `;created=1767225600${tail};keyid="0123456789abcdef0123456789abcdef";alg="ed25519"`;
    const read = readResponseSignature(
      answer,
      parameters.nonce,
      `fb=("@status" "content-digest")${more}`,
      'fb=:c2ln:',
    );
    const base = `"@status": 200\n"content-digest": ${digest}\n"@signature-params": ("@status" "content-digest")${more}`;
    expect(read).toEqual({ ok: true, value: { base, signatureBase64: 'c2ln' } });
  });

  test('is over content-digest unless asked otherwise', () => {
    const answer = { status: 200, contentDigest: digest };
    expect(responseSignatureBase(answer, parameters)).toBe(
      responseSignatureBase({ ...answer, digestField: 'content-digest' }, parameters),
    );
    expect(responseSignatureInput(parameters)).toBe(
      responseSignatureInput(parameters, { digestField: 'content-digest' }),
    );
  });

  test('over the other digest counts as none, and for another request as that', () => {
    const answer = { status: 200, contentDigest: digest };
    const other = responseSignatureInput(parameters, { digestField: 'unencoded-digest' });
    expect(readResponseSignature(answer, parameters.nonce, other, 'fb=:c2ln:')).toEqual({
      ok: false,
      refusal: { kind: 'unsigned' },
    });
    const input = responseSignatureInput(parameters);
    expect(readResponseSignature(answer, 'another', input, 'fb=:c2ln:')).toEqual({
      ok: false,
      refusal: { kind: 'otherRequest' },
    });
  });
});
