import { ok, refuse, type Result } from '#domain/base/result.ts';

// How the server signs what it answers (security.md 4): an HTTP message signature (RFC 9421) labelled `fb` over
// ("@status" "content-digest"), with the nonce of the request, so that no answer can be forged or replayed. The digest
// (RFC 9530) is of the body as sent, that is after compression. The device knows whose key it must be, which algorithm
// that has, and by the nonce when it asked; other parameters would only cost bytes, and are taken when they are there.
// An asker whose network stack decompresses before it can look (Chromium's does) sends `Want-Unencoded-Digest`; then
// `unencoded-digest`, of the body before compression, stands in the place of `content-digest`.

export type DigestField = 'content-digest' | 'unencoded-digest';

/** The request header that asks for `unencoded-digest`; any value will do. */
export const wantUnencodedDigest = 'want-unencoded-digest';

/** What is signed about an answer. */
export interface SignedAnswer {
  readonly status: number;
  /** The value of the header `digestField`. */
  readonly contentDigest: string;
  /** `content-digest` when left out. */
  readonly digestField?: DigestField;
}

export interface AnswerParameters {
  /** That of the request. */
  readonly nonce: string;
}

const fieldOf = ({ digestField = 'content-digest' }: Pick<SignedAnswer, 'digestField'>): DigestField =>
  digestField;

const parametersText = (field: DigestField, { nonce }: AnswerParameters): string =>
  `("@status" "${field}");nonce="${nonce}"`;

/** Value of the `Signature-Input` header of an answer; `Signature` is written as for requests. */
export const answerSignatureInput = (
  parameters: AnswerParameters,
  answer: Pick<SignedAnswer, 'digestField'> = {},
): string => `fb=${parametersText(fieldOf(answer), parameters)}`;

/** The signature base: exactly these bytes are signed. */
export const answerSignatureBase = (answer: SignedAnswer, parameters: AnswerParameters): string =>
  baseWith(answer, parametersText(fieldOf(answer), parameters));

export type AnswerRefusal =
  | { readonly kind: 'unsigned' }
  /** Not the answer to this request: replayed or swapped. */
  | { readonly kind: 'otherRequest' };

/**
 * What the server's key must have signed about an answer, and the signature. The caller checks that the digest is that
 * of the body as received, and that the signature holds under the key from enrolment.
 */
export function readAnswerSignature(
  answer: SignedAnswer,
  nonceOfRequest: string,
  inputHeader: string | undefined,
  header: string | undefined,
): Result<{ readonly base: string; readonly signatureBase64: string }, AnswerRefusal> {
  const text = /(?:^|,\s*)fb=(\("@status" "[a-z-]+"\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)/.exec(
    inputHeader ?? '',
  )?.[1];
  const isCovered = text?.startsWith(`("@status" "${fieldOf(answer)}")`) ?? false;
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || !isCovered || signatureBase64 === undefined) return refuse({ kind: 'unsigned' });
  const nonce = /;nonce="([^"]*)"/.exec(text)?.[1];
  return nonce === nonceOfRequest
    ? ok({ base: baseWith(answer, text), signatureBase64 })
    : refuse({ kind: 'otherRequest' });
}

const baseWith = (answer: SignedAnswer, parameters: string): string =>
  [
    `"@status": ${answer.status}`,
    `"${fieldOf(answer)}": ${answer.contentDigest}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
