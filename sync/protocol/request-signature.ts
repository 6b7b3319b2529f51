import { ok, type Result, refuse } from '#base/result.ts';
import { DeviceId } from '#domain/ids.ts';

/** Parameters of one HTTP message signature (RFC 9421) as Fieldbook uses it (docs/security-requirements.md 4). */
interface RequestSignatureParameters {
  readonly createdSeconds: number;
  /** 16 random bytes, base64url. */
  readonly nonce: string;
  readonly keyid: DeviceId;
}

/** Signed parts of a request. `contentDigestHeader` is the header's value (RFC 9530), absent for GET. */
export interface SignedRequestMessage {
  readonly method: string;
  readonly targetUri: string;
  readonly contentDigest?: string;
}

type RequestSignatureRefusal = { readonly kind: 'signatureMalformed'; readonly why: string };

/** Value of the `Signature-Input` header. */
export const requestSignatureInput = (
  signedMessage: SignedRequestMessage,
  requestSignatureParameters: RequestSignatureParameters,
): string => `fb=${requestParametersText(signedMessage, requestSignatureParameters)}`;

/** Value of the `Signature` header, given the signature in standard base64. */
export const signatureHeader = (base64: string): string => `fb=:${base64}:`;

/** Value of the `Content-Digest` header, given SHA-256 of the body as sent, in standard base64. */
export const contentDigestHeader = (sha256Base64: string): string => `sha-256=:${sha256Base64}:`;

/** Signature base of RFC 9421 section 2.5: exactly these bytes are signed. */
export const requestSignatureBase = (
  signedMessage: SignedRequestMessage,
  requestSignatureParameters: RequestSignatureParameters,
): string => requestBaseText(signedMessage, requestParametersText(signedMessage, requestSignatureParameters));

export interface ReceivedSignature {
  readonly parameters: RequestSignatureParameters;
  /** Bytes that the signature must cover. */
  readonly base: string;
  readonly signatureBase64: string;
}

// Parameters may come in any order (RFC 9421 section 2.3); the received text itself was signed.
const inputPattern = /(?:^|,\s*)fb=(\((?:"[^"]*"\s?)*\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)(?=\s*(?:,|$))/;
const parameterPattern = /;([a-z]+)=(?:"([^"]*)"|([0-9]+))/g;
const knownParameters: ReadonlySet<string> = new Set(['created', 'nonce', 'keyid', 'alg']);

/**
 * Read both headers of a signed request. Refuse absent headers, a second `fb`, other components, and a missing
 * parameter. Also a repeated or unknown parameter: a signer who sends `expires` relies on it. The caller checks that
 * the signature holds, is fresh and is new.
 */
export function readRequestSignature(
  signedMessage: SignedRequestMessage,
  inputHeader: string | undefined,
  header: string | undefined,
): Result<ReceivedSignature, RequestSignatureRefusal> {
  const malformed = (why: string) => refuse({ kind: 'signatureMalformed' as const, why });
  const text = inputPattern.exec(inputHeader ?? '')?.[1];
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || signatureBase64 === undefined) return malformed('no signature labelled fb');
  if ([inputHeader, header].some((value) => (value?.match(/(?:^|,)\s*fb=/g) ?? []).length > 1))
    return malformed('two signatures labelled fb');

  const covered = text.slice(1, text.indexOf(')')).split(/\s+/).filter(Boolean);
  if (
    covered.join(' ') !==
    coveredComponents(signedMessage)
      .map((name) => `"${name}"`)
      .join(' ')
  )
    return malformed(`covered components must be ${coveredComponents(signedMessage).join(', ')}`);

  const list = [...text.matchAll(parameterPattern)].map(
    ([, name = '', quoted, number]) => [name, quoted ?? number] as const,
  );
  const named = new Map(list);
  if (named.size < list.length) return malformed('a parameter comes twice');
  if (list.some(([name]) => !knownParameters.has(name))) return malformed('a parameter is unknown');
  const keyid = DeviceId.safeParse(named.get('keyid'));
  const createdSeconds = Number(named.get('created'));
  const nonce = named.get('nonce') ?? '';
  if (!keyid.success) return malformed('keyid must be a device');
  if (!Number.isSafeInteger(createdSeconds) || createdSeconds <= 0) return malformed('created is missing');
  if (!/^[A-Za-z0-9_-]{22}$/.test(nonce)) return malformed('nonce must be 16 bytes in base64url');
  if ((named.get('alg') ?? 'ed25519') !== 'ed25519') return malformed('alg must be ed25519');

  const parameters = { createdSeconds, nonce, keyid: keyid.data };
  return ok({ parameters, base: requestBaseText(signedMessage, text), signatureBase64 });
}

const coveredComponents = (signedMessage: SignedRequestMessage): readonly string[] =>
  signedMessage.contentDigest === undefined
    ? ['@method', '@target-uri']
    : ['@method', '@target-uri', 'content-digest'];

function requestParametersText(
  signedMessage: SignedRequestMessage,
  { createdSeconds, nonce, keyid }: RequestSignatureParameters,
): string {
  const list = coveredComponents(signedMessage)
    .map((name) => `"${name}"`)
    .join(' ');
  return `(${list});created=${createdSeconds};nonce="${nonce}";keyid="${keyid}";alg="ed25519"`;
}

function requestBaseText(signedMessage: SignedRequestMessage, parametersText: string): string {
  const values: { readonly [name: string]: string } = {
    '@method': signedMessage.method.toUpperCase(),
    '@target-uri': signedMessage.targetUri,
    'content-digest': signedMessage.contentDigest ?? '',
  };
  const lines = coveredComponents(signedMessage).map((name) => `"${name}": ${values[name]}`);
  return [...lines, `"@signature-params": ${parametersText}`].join('\n');
}
