import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** The browser's passkeys. `null` is a response too: the person closed the window, or the browser refused. */
export interface Passkeys {
  readonly isAvailable: boolean;
  readonly createPasskey: (options: object) => Promise<object | null>;
  readonly signChallenge: (options: object) => Promise<object | null>;
}

/** WebAuthn, where it is available: a browser takes no passkeys for a host that is only a number. */
export function createBrowserPasskeys(hostname: string): Passkeys {
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.includes(':');
  return {
    isAvailable: browserSupportsWebAuthn() && !isNumber,
    // The content of the options concerns only the library here and its other half on the server.
    createPasskey: (options) =>
      nullIfRejected(() =>
        startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] }),
      ),
    signChallenge: (options) =>
      nullIfRejected(() =>
        startAuthentication({
          optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'],
        }),
      ),
  };
}

async function nullIfRejected(ask: () => Promise<object>): Promise<object | null> {
  try {
    return await ask();
  } catch {
    return null; // closed, timed out, no authenticator, or one that is known already: the browser's window tells the person which
  }
}
