import { Secret, TOTP } from 'otpauth';
import type { Answer } from '#tests/support/protocol/client.mjs';

/** Answers as the hand-written client has them: tests read any of their fields. */
export type BrowserResponse = Pick<Answer, 'status' | 'body'>;

/** A browser on a page of the console: it asks with its cookie and names its origin. */
export class TestBrowser {
  cookie = '';
  origin: string;
  /** Language of the screen, as the console sends it. */
  language = 'en';
  readonly #url: string;

  constructor(url: string, cookie = '') {
    this.#url = url;
    this.origin = url;
    this.cookie = cookie;
  }

  get(path: string): Promise<BrowserResponse> {
    return this.#ask(path, { headers: { cookie: this.cookie, 'accept-language': this.language } });
  }

  post(path: string, body: unknown): Promise<BrowserResponse> {
    return this.#ask(path, {
      method: 'POST',
      headers: { cookie: this.cookie, origin: this.origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #ask(path: string, init: RequestInit): Promise<BrowserResponse> {
    const response = await fetch(`${this.#url}/api/v1${path}`, init);
    const given = response.headers.get('set-cookie')?.split(';', 1)[0];
    if (given !== undefined) this.cookie = given;
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
}

/** The code that an authenticator app shows at this time. */
export const totpOf = (secret: string, atMs: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: atMs });
