import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/** The browser's passkeys. `null` is an answer too: the person closed the window, or the browser would not. */
export interface Passkeys {
  readonly isAvailable: boolean;
  readonly make: (options: object) => Promise<object | null>;
  readonly sign: (options: object) => Promise<object | null>;
}

/** WebAuthn, where there is some: a browser takes no passkeys for a host that is only a number. */
export function createBrowserPasskeys(hostname: string): Passkeys {
  const isNumber = /^[\d.]+$/.test(hostname) || hostname.includes(':');
  return {
    isAvailable: browserSupportsWebAuthn() && !isNumber,
    // What the options are is between the library here and its other half on the server.
    make: (options) =>
      orNull(() =>
        startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] }),
      ),
    sign: (options) =>
      orNull(() =>
        startAuthentication({
          optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'],
        }),
      ),
  };
}

async function orNull(ask: () => Promise<object>): Promise<object | null> {
  try {
    return await ask();
  } catch {
    return null; // closed, timed out, no authenticator, one that is known already: the person sees which in its window
  }
}
