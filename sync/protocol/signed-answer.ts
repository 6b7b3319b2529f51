import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { DeviceId } from '#domain/ids.ts';

// How the server signs what it answers (security.md 4): an HTTP message signature (RFC 9421) labelled `fb` over
// ("@status" "content-digest"), with the nonce of the request, so that no answer can be forged or replayed. The digest
// (RFC 9530) is of the body as sent, that is after compression. `keyid` is the server key's name, made like a device's.

/** What is signed about an answer. */
export interface SignedAnswer {
  readonly status: number;
  /** The header's value. */
  readonly contentDigest: string;
}

export interface AnswerParameters {
  readonly createdSeconds: number;
  /** That of the request. */
  readonly nonce: string;
  readonly keyid: DeviceId;
}

const parametersText = ({ createdSeconds, nonce, keyid }: AnswerParameters): string =>
  `("@status" "content-digest");created=${createdSeconds};nonce="${nonce}";keyid="${keyid}";alg="ed25519"`;

/** Value of the `Signature-Input` header of an answer; `Signature` is written as for requests. */
export const answerSignatureInput = (parameters: AnswerParameters): string =>
  `fb=${parametersText(parameters)}`;

/** The signature base: exactly these bytes are signed. */
export const answerSignatureBase = (answer: SignedAnswer, parameters: AnswerParameters): string =>
  baseWith(answer, parametersText(parameters));

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
  const text = /(?:^|,\s*)fb=(\("@status" "content-digest"\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)/.exec(
    inputHeader ?? '',
  )?.[1];
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || signatureBase64 === undefined) return refuse({ kind: 'unsigned' });
  const nonce = /;nonce="([^"]*)"/.exec(text)?.[1];
  return nonce === nonceOfRequest
    ? ok({ base: baseWith(answer, text), signatureBase64 })
    : refuse({ kind: 'otherRequest' });
}

const baseWith = ({ status, contentDigest }: SignedAnswer, parameters: string): string =>
  [`"@status": ${status}`, `"content-digest": ${contentDigest}`, `"@signature-params": ${parameters}`].join(
    '\n',
  );
