import { DeviceId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';

/** The parameters of one HTTP message signature (RFC 9421) as Fieldbook uses it (security.md 4). */
export interface SignatureParameters {
  readonly createdSeconds: number;
  /** 16 random bytes, base64url. */
  readonly nonce: string;
  readonly keyid: DeviceId;
}

/** What is signed about a request. `contentDigest` is the header's value (RFC 9530), absent for GET. */
export interface SignedMessage {
  readonly method: string;
  readonly targetUri: string;
  readonly contentDigest?: string;
}

export type SignatureRefusal = { readonly kind: 'signatureMalformed'; readonly why: string };

/** Value of the `Signature-Input` header. */
export const signatureInput = (message: SignedMessage, parameters: SignatureParameters): string =>
  `fb=${parametersText(message, parameters)}`;

/** Value of the `Signature` header, given the signature in standard base64. */
export const signatureHeader = (base64: string): string => `fb=:${base64}:`;

/** Value of the `Content-Digest` header, given SHA-256 of the body as sent, in standard base64. */
export const contentDigest = (sha256Base64: string): string => `sha-256=:${sha256Base64}:`;

/** The signature base of RFC 9421 section 2.5: exactly these bytes are signed. */
export const signatureBase = (message: SignedMessage, parameters: SignatureParameters): string =>
  baseWith(message, parametersText(message, parameters));

export interface ReceivedSignature {
  readonly parameters: SignatureParameters;
  /** The bytes that the signature must be over. */
  readonly base: string;
  readonly signatureBase64: string;
}

// The parameters may stand in any order (RFC 9421 section 2.3), and the received text itself is what was signed.
const inputPattern = /(?:^|,\s*)fb=(\((?:"[^"]*"\s?)*\)(?:;[a-z]+=(?:"[^"]*"|[0-9]+))*)(?=\s*(?:,|$))/;
const parameterPattern = /;([a-z]+)=(?:"([^"]*)"|([0-9]+))/g;
const knownParameters: ReadonlySet<string> = new Set(['created', 'nonce', 'keyid', 'alg']);

/**
 * Reads the two headers. Refuses when they are not there, name `fb` twice, cover other components than the contract's,
 * lack a parameter, or have one twice or one that is unknown: a signer who says `expires` expects it to be kept. Whether
 * the signature holds, is fresh and is new is the caller's to check.
 */
export function readSignature(
  message: SignedMessage,
  inputHeader: string | undefined,
  header: string | undefined,
): Result<ReceivedSignature, SignatureRefusal> {
  const malformed = (why: string) => refuse({ kind: 'signatureMalformed' as const, why });
  const text = inputPattern.exec(inputHeader ?? '')?.[1];
  const signatureBase64 = /(?:^|,\s*)fb=:([A-Za-z0-9+/=]+):/.exec(header ?? '')?.[1];
  if (text === undefined || signatureBase64 === undefined) return malformed('no signature labelled fb');
  if ([inputHeader, header].some((value) => (value?.match(/(?:^|,)\s*fb=/g) ?? []).length > 1))
    return malformed('two signatures labelled fb');

  const covered = text.slice(1, text.indexOf(')')).split(/\s+/).filter(Boolean);
  if (
    covered.join(' ') !==
    components(message)
      .map((name) => `"${name}"`)
      .join(' ')
  )
    return malformed(`covered components must be ${components(message).join(', ')}`);

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
  return ok({ parameters, base: baseWith(message, text), signatureBase64 });
}

const components = (message: SignedMessage): readonly string[] =>
  message.contentDigest === undefined
    ? ['@method', '@target-uri']
    : ['@method', '@target-uri', 'content-digest'];

function parametersText(
  message: SignedMessage,
  { createdSeconds, nonce, keyid }: SignatureParameters,
): string {
  const list = components(message)
    .map((name) => `"${name}"`)
    .join(' ');
  return `(${list});created=${createdSeconds};nonce="${nonce}";keyid="${keyid}";alg="ed25519"`;
}

function baseWith(message: SignedMessage, parametersText: string): string {
  const values: { readonly [name: string]: string } = {
    '@method': message.method.toUpperCase(),
    '@target-uri': message.targetUri,
    'content-digest': message.contentDigest ?? '',
  };
  const lines = components(message).map((name) => `"${name}": ${values[name]}`);
  return [...lines, `"@signature-params": ${parametersText}`].join('\n');
}
