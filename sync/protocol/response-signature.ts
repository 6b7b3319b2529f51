import { ok, type Result, refuse } from '#base/result.ts';

// Signed responses of the server (docs/security-requirements.md 4): an HTTP message signature (RFC 9421) labelled `fb`.
// It covers ("@status" "content-digest") and the nonce of the request, so that no response can be forged or replayed. The
// digest (RFC 9530) is of the body as sent, after compression. The device knows the key, its algorithm and, by the
// nonce, the time of its request. Other parameters only cost bytes, but are accepted. Chromium's network stack
// decompresses first. Such an asker sends `Want-Unencoded-Digest`; the response then has `unencoded-digest`, of the body
// before compression, instead of `content-digest`.

export type DigestField = 'content-digest' | 'unencoded-digest';

/** Request header that asks for `unencoded-digest`; any value will do. */
export const wantUnencodedDigest = 'want-unencoded-digest';

/** Signed parts of a response. */
interface SignedResponse {
  readonly status: number;
  /** Value of the header `digestField`. */
  readonly contentDigest: string;
  /** `content-digest` when absent. */
  readonly digestField?: DigestField;
}

interface ResponseSignatureParameters {
  /** Nonce of the request. */
  readonly nonce: string;
}

const digestFieldOf = ({
  digestField = 'content-digest',
}: Pick<SignedResponse, 'digestField'>): DigestField => digestField;

const responseParametersText = (digestField: DigestField, { nonce }: ResponseSignatureParameters): string =>
  `("@status" "${digestField}");nonce="${nonce}"`;

/** Value of the `Signature-Input` header of a response; `Signature` has the form of a request's. */
export const responseSignatureInput = (
  responseSignatureParameters: ResponseSignatureParameters,
  signedResponse: Pick<SignedResponse, 'digestField'> = {},
): string => `fb=${responseParametersText(digestFieldOf(signedResponse), responseSignatureParameters)}`;

/** Signature base: exactly these bytes are signed. */
export const responseSignatureBase = (
  signedResponse: SignedResponse,
  responseSignatureParameters: ResponseSignatureParameters,
): string =>
  responseBaseText(
    signedResponse,
    responseParametersText(digestFieldOf(signedResponse), responseSignatureParameters),
  );

type ResponseSignatureRefusal =
  | { readonly kind: 'unsigned' }
  /** Response to another request: replayed or swapped. */
  | { readonly kind: 'otherRequest' };

/**
 * Read the signature of a response and the bytes that the server's key must have signed. The caller checks the digest
 * against the received body, and the signature under the pinned key.
 */
export function readResponseSignature(
  signedResponse: SignedResponse,
  nonceOfRequest: string,
  inputHeader: string | undefined,
  header: string | undefined,
): Result<{ readonly base: string; readonly signatureBase64: string }, ResponseSignatureRefusal> {
  const text = /(?:^|,\s*)fb=(\("@status" "[a-z-]+"\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)/.exec(
    inputHeader ?? '',
  )?.[1];
  const isCovered = text?.startsWith(`("@status" "${digestFieldOf(signedResponse)}")`) ?? false;
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || !isCovered || signatureBase64 === undefined) return refuse({ kind: 'unsigned' });
  const nonce = /;nonce="([^"]*)"/.exec(text)?.[1];
  return nonce === nonceOfRequest
    ? ok({ base: responseBaseText(signedResponse, text), signatureBase64 })
    : refuse({ kind: 'otherRequest' });
}

const responseBaseText = (signedResponse: SignedResponse, parameters: string): string =>
  [
    `"@status": ${signedResponse.status}`,
    `"${digestFieldOf(signedResponse)}": ${signedResponse.contentDigest}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
