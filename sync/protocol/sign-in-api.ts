import * as z from 'zod';

// How a person signs in to the console beside the code of an administrator, under /api/v1/console (security.md 4).
// Answers that open a session are console-api.ts `ConsoleMe`, with a new cookie. What browsers and passkeys say to each
// other is passed on as it is; @simplewebauthn reads it on either side.

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8_192);
const code = z.string().min(1).max(20);
const label = z.string().trim().min(1).max(80);

/** POST /console/passkeys/options and /console/sign-in/passkey/options: what `navigator.credentials` is asked for. */
export const PasskeyOptions = z.readonly(z.object({ options: z.looseObject({ challenge: base64url }) }));
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.looseObject({}),
};

/** POST /console/passkeys: a passkey that was just made, under a name of the person's own. */
export const NewPasskey = z.readonly(
  z.object({
    label,
    response: z.object({
      ...credential,
      response: z.object({
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: z.array(z.string().max(20)).max(8).optional(),
      }),
    }),
  }),
);
export type NewPasskey = z.infer<typeof NewPasskey>;

/** POST /console/sign-in/passkey. */
export const PasskeySignIn = z.readonly(
  z.object({
    response: z.object({
      ...credential,
      response: z.object({
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: base64url.optional(),
      }),
    }),
  }),
);
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

/** POST /console/authenticator: a new secret, shown once. It opens nothing until `confirm` had one right code. */
export const NewAuthenticator = z.readonly(
  z.object({ secret: z.string(), address: z.string(), handle: z.string() }),
);
export type NewAuthenticator = z.infer<typeof NewAuthenticator>;

/** POST /console/authenticator/confirm. */
export const AuthenticatorCode = z.readonly(z.object({ code }));
export type AuthenticatorCode = z.infer<typeof AuthenticatorCode>;

/** POST /console/sign-in/authenticator: the sign-in name that was shown at set-up, and the app's code of now. */
export const AuthenticatorSignIn = z.readonly(z.object({ handle: z.string().min(1).max(40), code }));
export type AuthenticatorSignIn = z.infer<typeof AuthenticatorSignIn>;

const atMs = z.int().nonnegative();

/** GET /console/factors: what this person signs in with. */
export const FactorsAnswer = z.readonly(
  z.object({
    passkeys: z.readonly(
      z.array(
        z.readonly(
          z.object({ id: z.string(), label: z.string(), madeAtMs: atMs, usedAtMs: atMs.nullable() }),
        ),
      ),
    ),
    authenticatorSinceMs: atMs.nullable(),
  }),
);
export type FactorsAnswer = z.infer<typeof FactorsAnswer>;

/** POST /console/factors/remove: one passkey by its id, or the authenticator (null). The last one stays: 409. */
export const RemoveFactor = z.readonly(z.object({ passkey: base64url.nullable() }));
export type RemoveFactor = z.infer<typeof RemoveFactor>;
