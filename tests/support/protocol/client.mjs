// A second reading of the contract, with nothing of ours in it: a client written by hand against sync/SPEC.md and
// docs/security-requirements.md. It has an encoder, signer and reader of its own, so that a mistake in our codec cannot
// hide on both sides.
import crypto from 'node:crypto';
import zlib from 'node:zlib';

/** @typedef {{ doc: string, kind: string, path: string, value?: unknown, text?: string, over?: string[], at?: [number, number] }} Write */
/** @typedef {{ payload: string, sig: string }} Pack */
/** @typedef {{ status: number, body: any, headers: Headers }} Answer */
/** @typedef {{ name: string, encode: (plain: Buffer) => Buffer, decode: (body: Buffer) => Buffer }} Coding */
/**
 * @typedef {object} SendOptions
 * @property {string} [method]
 * @property {number} [createdSeconds]
 * @property {string} [nonce]
 * @property {string} [targetUri]
 * @property {string} [digest]
 * @property {string} [encoding] of the request
 * @property {string} [accept]
 * @property {string} [acceptEncoding]
 * @property {Coding} [coding] one that this client does not know by itself
 * @property {string} [keyMark] the first letters of the server's key that the device pins
 * @property {boolean} [wantUnencoded] asks for a digest of the answer before compression
 * @property {(signature: Buffer) => Buffer} [spoil]
 * @property {AbortSignal} [signal] ends the wait for an answer
 */

const zeros = '0'.repeat(64);
/** @param {crypto.BinaryLike} data @param {'hex' | 'base64'} form */
const sha256 = (data, form) => crypto.createHash('sha256').update(data).digest(form);

export const hashOf = (/** @type {string} */ payload) => sha256(payload, 'hex');

/** A laptop with its own key, which writes packs and speaks to a server. */
export class Device {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
    this.keys = crypto.generateKeyPairSync('ed25519');
    this.publicKey = String(this.keys.publicKey.export({ format: 'jwk' }).x);
    this.id = sha256(Buffer.from(this.publicKey, 'base64url'), 'hex').slice(0, 32);
    /** @type {Map<string, { n: number, prev: string }>} */
    this.chains = new Map();
    this.lastExchange = { nonce: '', bytes: Buffer.alloc(0) };
  }

  /** The same laptop from a disk image: same key and same chains now; from here on they differ. */
  copy() {
    const twin = new Device(this.url);
    Object.assign(twin, {
      keys: this.keys,
      publicKey: this.publicKey,
      id: this.id,
      chains: new Map(this.chains),
    });
    return twin;
  }

  /** @param {string} code */
  enrol(code, label = 'hand-written client', /** @type {SendOptions} */ sendOptions = {}) {
    const body = { code, deviceKey: this.publicKey, label, platform: 'test', version: '0' };
    return this.send('/api/v1/enrol', body, sendOptions);
  }

  /**
   * Continue as another device (P2). Signed by this one; `renewed` proves its consent.
   * @param {Device} renewed @param {{ proof?: string, why?: string }} [more]
   */
  renew(renewed, more = {}) {
    const proof = renewed.sign(`fieldbook renew\n${this.id}\n${renewed.id}`);
    const about = { label: 'hand-written client', platform: 'test', version: '0', why: 'fork' };
    return this.send('/api/v1/renew', { deviceKey: renewed.publicKey, proof, ...about, ...more });
  }

  /**
   * The next pack of this device in a log. Columns are written in the long form unless all are one number.
   * @param {string} log @param {Write[]} writes @param {{ first?: number, prev?: string, keep?: boolean }} [chain]
   * @returns {Pack}
   */
  pack(log, writes, chain = {}) {
    const end = this.chains.get(log) ?? { n: 0, prev: zeros };
    const first = chain.first ?? end.n + 1;
    const docs = unique(writes.map((write) => write.doc));
    const paths = unique(writes.map((write) => write.path));
    const devs = unique(writes.flatMap((write) => (write.over ?? []).map((dot) => dot.slice(0, 32))));
    const stamps = writes.map((write) => write.at ?? [Date.now(), 0]);
    const payload = JSON.stringify({
      v: 1,
      log,
      device: this.id,
      first,
      prev: chain.prev ?? end.prev,
      stamp: stamps[0],
      docs: docs.map((doc) => [doc, writes.find((write) => write.doc === doc)?.kind]),
      paths,
      devs,
      ops: {
        d: writes.map((write) => docs.indexOf(write.doc)),
        p: writes.map((write) => paths.indexOf(write.path)),
        t: stamps.map((stamp, at) => (at === 0 ? 0 : Number(stamp[0]) - Number(stamps[at - 1]?.[0]))),
        c: stamps.map((stamp) => stamp[1]),
        o: writes.map((write) =>
          (write.over ?? []).length === 0
            ? 0
            : (write.over ?? []).map((dot) => [devs.indexOf(dot.slice(0, 32)), Number(dot.slice(33))]),
        ),
        v: writes.map((write) => (write.text === undefined ? escaped(write.value) : { $text: write.text })),
      },
    });
    if (chain.keep !== false) this.chains.set(log, { n: first + writes.length - 1, prev: hashOf(payload) });
    return this.signPack(payload);
  }

  /** @param {string} payload @returns {Pack} */
  signPack(payload) {
    return { payload, sig: this.sign(payload) };
  }

  /** @param {string} text */
  sign(text) {
    return crypto.sign(null, Buffer.from(text), this.keys.privateKey).toString('base64url');
  }

  /**
   * @param {Record<string, { since: number, have?: Record<string, number> }>} logs @param {unknown[]} packs
   * @param {object} [more] @param {SendOptions} [sendOptions]
   */
  sync(logs, packs = [], more = {}, sendOptions = {}) {
    const body = { protocol: 1, device: this.id, logs, packs, budget: 262_144, ...more };
    return this.send('/api/v1/sync', body, sendOptions);
  }

  /**
   * A signed request (RFC 9421, RFC 9530). @param {string} path @param {unknown} [json] @param {SendOptions} [sendOptions]
   * @returns {Promise<Answer>}
   */
  async send(path, json, sendOptions = {}) {
    const method = sendOptions.method ?? (json === undefined ? 'GET' : 'POST');
    const plain =
      json === undefined ? undefined : Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
    const body = plain && (sendOptions.coding?.encode(plain) ?? encode(plain, sendOptions.encoding));
    const digest = body && (sendOptions.digest ?? `sha-256=:${sha256(body, 'base64')}:`);
    const covered = digest ? '"@method" "@target-uri" "content-digest"' : '"@method" "@target-uri"';
    const nonce = sendOptions.nonce ?? crypto.randomBytes(16).toString('base64url');
    const created = sendOptions.createdSeconds ?? Math.floor(Date.now() / 1000);
    const parameters = `(${covered});created=${created};nonce="${nonce}";keyid="${this.id}";alg="ed25519"`;
    const lines = [
      `"@method": ${method}`,
      `"@target-uri": ${sendOptions.targetUri ?? this.url + path}`,
      ...(digest ? [`"content-digest": ${digest}`] : []),
      `"@signature-params": ${parameters}`,
    ];
    const signature = crypto.sign(null, Buffer.from(lines.join('\n')), this.keys.privateKey);
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'signature-input': `fb=${parameters}`,
        signature: `fb=:${(sendOptions.spoil?.(signature) ?? signature).toString('base64')}:`,
        'accept-encoding': sendOptions.acceptEncoding ?? sendOptions.coding?.name ?? 'identity',
        ...(sendOptions.accept && { accept: sendOptions.accept }),
        ...(sendOptions.keyMark && { 'fieldbook-key': sendOptions.keyMark }),
        ...(sendOptions.wantUnencoded && { 'want-unencoded-digest': 'sha-256=1' }),
        ...(digest && { 'content-digest': digest, 'content-type': 'application/json' }),
        ...(sendOptions.encoding && { 'content-encoding': sendOptions.encoding }),
        ...(sendOptions.coding && body && { 'content-encoding': sendOptions.coding.name }),
      },
      ...(body && { body: new Uint8Array(body) }),
      ...(sendOptions.signal && { signal: sendOptions.signal }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    this.lastExchange = { nonce, bytes };
    const isCoded = response.headers.get('content-encoding') === sendOptions.coding?.name;
    const text = sendOptions.coding && isCoded ? sendOptions.coding.decode(bytes) : bytes;
    const isJson = response.headers.get('content-type')?.includes('json') && !sendOptions.accept;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text.length > 0 ? JSON.parse(text.toString('utf8')) : text.toString('utf8'),
    };
  }
}

/**
 * Tell whether this server key signed the last answer for this very request. Over the body as sent, or before compression when
 * that was asked for. fetch shows only decompressed bodies, so the first is told only of uncompressed answers.
 * @param {Answer} answer @param {{ nonce: string, bytes: Buffer }} exchange @param {string} serverKey
 */
export function isSignedAnswer(answer, exchange, serverKey) {
  const field = answer.headers.has('unencoded-digest') ? 'unencoded-digest' : 'content-digest';
  const digest = answer.headers.get(field);
  const parameters = answer.headers.get('signature-input')?.replace(/^fb=/, '') ?? '';
  const signature = answer.headers.get('signature')?.replace(/^fb=:|:$/g, '') ?? '';
  const base = [
    `"@status": ${answer.status}`,
    `"${field}": ${digest}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
  return (
    digest === `sha-256=:${sha256(exchange.bytes, 'base64')}:` &&
    parameters.startsWith(`("@status" "${field}")`) &&
    parameters.includes(`;nonce="${exchange.nonce}"`) &&
    crypto.verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64'))
  );
}

/** @param {Buffer} plain @param {string | undefined} encoding */
function encode(plain, encoding) {
  if (encoding === 'gzip') return zlib.gzipSync(plain);
  if (encoding === 'br') return zlib.brotliCompressSync(plain);
  return plain;
}

/** @param {unknown} value */
function escaped(value) {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject && Object.keys(value)[0]?.startsWith('$') ? { $: value } : value;
}

/** @template T @param {T[]} list @returns {T[]} */
const unique = (list) => [...new Set(list)];
