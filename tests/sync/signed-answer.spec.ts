import { describe, expect, test } from 'vitest';
import { DeviceId } from '#domain/ids.ts';
import {
  answerSignatureBase,
  answerSignatureInput,
  readAnswerSignature,
} from '#sync/protocol/signed-answer.ts';

const parameters = {
  createdSeconds: 1_767_225_600,
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
  keyid: DeviceId.parse('0123456789abcdef0123456789abcdef'),
};
const digest = 'sha-256=:AAAA:';
const tail =
  ';created=1767225600;nonce="AAAAAAAAAAAAAAAAAAAAAA";keyid="0123456789abcdef0123456789abcdef";alg="ed25519"';

describe('[security 4] the signature of an answer', () => {
  test.each(['content-digest', 'unencoded-digest'] as const)('covers the status and %s', (digestField) => {
    const answer = { status: 200, contentDigest: digest, digestField };
    const input = answerSignatureInput(parameters, answer);
    const base = `"@status": 200\n"${digestField}": ${digest}\n"@signature-params": ("@status" "${digestField}")${tail}`;
    expect(input).toBe(`fb=("@status" "${digestField}")${tail}`);
    expect(answerSignatureBase(answer, parameters)).toBe(base);
    expect(readAnswerSignature(answer, parameters.nonce, input, 'fb=:c2ln:')).toEqual({
      ok: true,
      value: { base, signatureBase64: 'c2ln' },
    });
  });

  test('is over content-digest unless asked otherwise', () => {
    const answer = { status: 200, contentDigest: digest };
    expect(answerSignatureBase(answer, parameters)).toBe(
      answerSignatureBase({ ...answer, digestField: 'content-digest' }, parameters),
    );
    expect(answerSignatureInput(parameters)).toBe(
      answerSignatureInput(parameters, { digestField: 'content-digest' }),
    );
  });

  test('over the other digest counts as none, and for another request as that', () => {
    const answer = { status: 200, contentDigest: digest };
    const other = answerSignatureInput(parameters, { digestField: 'unencoded-digest' });
    expect(readAnswerSignature(answer, parameters.nonce, other, 'fb=:c2ln:')).toEqual({
      ok: false,
      refusal: { kind: 'unsigned' },
    });
    const input = answerSignatureInput(parameters);
    expect(readAnswerSignature(answer, 'another', input, 'fb=:c2ln:')).toEqual({
      ok: false,
      refusal: { kind: 'otherRequest' },
    });
  });
});
