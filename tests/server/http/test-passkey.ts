import crypto from 'node:crypto';

export interface RelyingParty {
  readonly origin: string;
  readonly rpId: string;
}

/** An authenticator in software: answers of a browser and its passkey, with any fault that a test wants. */
export class TestPasskey {
  readonly id = crypto.randomBytes(16).toString('base64url');
  counter = 0;
  isVerifying = true;
  readonly #keys = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });

  make(challenge: string, relyingParty: RelyingParty): object {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = map([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const data = Buffer.concat([this.#head(relyingParty, 0x40), Buffer.alloc(16), length, id, key]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.from([0xa0]),
      text('authData'),
      bytes(data),
    ]);
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', challenge, relyingParty).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  sign(challenge: string, relyingParty: RelyingParty): object {
    this.counter += 1;
    const data = this.#head(relyingParty, 0);
    const client = clientData('webauthn.get', challenge, relyingParty);
    const hash = crypto.createHash('sha256').update(client).digest();
    const signature = crypto.sign('sha256', Buffer.concat([data, hash]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  #head({ rpId }: RelyingParty, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = 0x01 | (this.isVerifying ? 0x04 : 0) | more;
    return Buffer.concat([crypto.createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter]);
  }

  #answer(response: object): object {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }
}

const clientData = (type: string, challenge: string, { origin }: RelyingParty): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

// As much CBOR (RFC 8949) as a passkey needs.
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, value.length]), value]);
const whole = (value: number): Buffer => Buffer.from([value >= 0 ? value : 0x20 - value - 1]);
const map = (entries: readonly (readonly [number, number | Buffer])[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xa0 + entries.length]),
    ...entries.flatMap(([key, value]) => [
      whole(key),
      typeof value === 'number' ? whole(value) : bytes(value),
    ]),
  ]);
