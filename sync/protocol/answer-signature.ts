import { ok, type Result, refuse } from '#base/result.ts';

// Signed answers of the server (docs/security-requirements.md 4): an HTTP message signature (RFC 9421) labelled `fb`.
// It covers ("@status" "content-digest") and the nonce of the request, so that no answer can be forged or replayed. The
// digest (RFC 9530) is of the body as sent, after compression. The device knows the key, its algorithm and, by the
// nonce, the time of its request. Other parameters only cost bytes, but are accepted. Chromium's network stack
// decompresses first. Such an asker sends `Want-Unencoded-Digest`; the answer then has `unencoded-digest`, of the body
// before compression, instead of `content-digest`.

export type DigestField = 'content-digest' | 'unencoded-digest';

/** Request header that asks for `unencoded-digest`; any value will do. */
export const wantUnencodedDigest = 'want-unencoded-digest';

/** Signed parts of an answer. */
interface SignedAnswer {
  readonly status: number;
  /** Value of the header `digestField`. */
  readonly contentDigest: string;
  /** `content-digest` when absent. */
  readonly digestField?: DigestField;
}

interface AnswerSignatureParameters {
  /** Nonce of the request. */
  readonly nonce: string;
}

const digestFieldOf = ({ digestField = 'content-digest' }: Pick<SignedAnswer, 'digestField'>): DigestField =>
  digestField;

const answerParametersText = (digestField: DigestField, { nonce }: AnswerSignatureParameters): string =>
  `("@status" "${digestField}");nonce="${nonce}"`;

/** Value of the `Signature-Input` header of an answer; `Signature` has the form of a request's. */
export const answerSignatureInput = (
  answerSignatureParameters: AnswerSignatureParameters,
  signedAnswer: Pick<SignedAnswer, 'digestField'> = {},
): string => `fb=${answerParametersText(digestFieldOf(signedAnswer), answerSignatureParameters)}`;

/** Signature base: exactly these bytes are signed. */
export const answerSignatureBase = (
  signedAnswer: SignedAnswer,
  answerSignatureParameters: AnswerSignatureParameters,
): string =>
  answerBaseText(signedAnswer, answerParametersText(digestFieldOf(signedAnswer), answerSignatureParameters));

type AnswerSignatureRefusal =
  | { readonly kind: 'unsigned' }
  /** Answer to another request: replayed or swapped. */
  | { readonly kind: 'otherRequest' };

/**
 * Read the signature of an answer and the bytes that the server's key must have signed. The caller checks the digest
 * against the received body, and the signature under the pinned key.
 */
export function readAnswerSignature(
  signedAnswer: SignedAnswer,
  nonceOfRequest: string,
  inputHeader: string | undefined,
  header: string | undefined,
): Result<{ readonly base: string; readonly signatureBase64: string }, AnswerSignatureRefusal> {
  const text = /(?:^|,\s*)fb=(\("@status" "[a-z-]+"\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)/.exec(
    inputHeader ?? '',
  )?.[1];
  const isCovered = text?.startsWith(`("@status" "${digestFieldOf(signedAnswer)}")`) ?? false;
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || !isCovered || signatureBase64 === undefined) return refuse({ kind: 'unsigned' });
  const nonce = /;nonce="([^"]*)"/.exec(text)?.[1];
  return nonce === nonceOfRequest
    ? ok({ base: answerBaseText(signedAnswer, text), signatureBase64 })
    : refuse({ kind: 'otherRequest' });
}

const answerBaseText = (signedAnswer: SignedAnswer, parameters: string): string =>
  [
    `"@status": ${signedAnswer.status}`,
    `"${digestFieldOf(signedAnswer)}": ${signedAnswer.contentDigest}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
