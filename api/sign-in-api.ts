import * as z from 'zod';
import { ShownLine } from '#base/shown-line.ts';
import { MailSettings } from '#domain/people/mail-settings.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';

// Sign-in to the console by code, passkey or authenticator, under /api/v1/console (docs/security-requirements.md 4).
// Answers that open a session are `SignedInPersonResponse`, with a new cookie. Messages of browsers and passkeys pass
// through unchanged; @simplewebauthn reads them on either side.

/** Codes of a refused sign-in, or of a refused second factor. Its screens name each in its own words. */
export type SignInProblemCode = Extract<ProblemCode, 'code' | 'passkey' | 'totp' | 'second-factor'>;

/** POST /console/sign-in: one-time code from an administrator, or the one printed when the server starts. */
export const ConsoleSignInRequest = z.readonly(z.object({ code: z.string().min(1).max(40) }));
export type ConsoleSignInRequest = z.infer<typeof ConsoleSignInRequest>;

/** GET /console/set-up, without a session: whether a first or second administrator can come by a code. */
export const SetUpResponse = z.readonly(z.object({ isOpen: z.boolean() }));
export type SetUpResponse = z.infer<typeof SetUpResponse>;

/**
 * POST /console/set-up -> `SignedInPersonResponse`: makes the person with a set-up code an administrator. 403 `code`: a
 * wrong, used or late code, or a headquarters that is set up.
 */
export const BeginSetUpRequest = z.readonly(
  z.object({
    code: z.string().min(1).max(40),
    name: ShownLine,
  }),
);

const base64UrlText = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(8_192);
const authenticatorCodeText = z.string().min(1).max(20);
const factorLabel = z.string().trim().min(1).max(80);

/** POST /console/passkeys/options and /console/sign-in/passkey/options: argument of `navigator.credentials`. */
export const PasskeyOptions = z.readonly(z.object({ options: z.looseObject({ challenge: base64UrlText }) }));
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

const credentialFields = {
  id: base64UrlText,
  rawId: base64UrlText,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.looseObject({}),
};

/** POST /console/passkeys: new passkey, under a name that the person chose. */
export const NewPasskeyRequest = z.readonly(
  z.object({
    label: factorLabel,
    response: z.object({
      ...credentialFields,
      response: z.object({
        clientDataJSON: base64UrlText,
        attestationObject: base64UrlText,
        transports: z.array(z.string().max(20)).max(8).optional(),
      }),
    }),
  }),
);
export type NewPasskeyRequest = z.infer<typeof NewPasskeyRequest>;

/** POST /console/sign-in/passkey. */
export const PasskeySignInRequest = z.readonly(
  z.object({
    response: z.object({
      ...credentialFields,
      response: z.object({
        clientDataJSON: base64UrlText,
        authenticatorData: base64UrlText,
        signature: base64UrlText,
        userHandle: base64UrlText.optional(),
      }),
    }),
  }),
);
export type PasskeySignInRequest = z.infer<typeof PasskeySignInRequest>;

/** POST /console/authenticator: new secret, shown once. It signs nobody in until `confirm` had one right code. */
export const NewAuthenticatorResponse = z.readonly(
  z.object({ secret: z.string(), address: z.string(), handle: z.string() }),
);
export type NewAuthenticatorResponse = z.infer<typeof NewAuthenticatorResponse>;

/** POST /console/authenticator/confirm. */
export const AuthenticatorCodeRequest = z.readonly(z.object({ code: authenticatorCodeText }));
export type AuthenticatorCodeRequest = z.infer<typeof AuthenticatorCodeRequest>;

/** POST /console/sign-in/authenticator: sign-in name from set-up, and the app's present code. */
export const AuthenticatorSignInRequest = z.readonly(
  z.object({ handle: z.string().min(1).max(40), code: authenticatorCodeText }),
);
export type AuthenticatorSignInRequest = z.infer<typeof AuthenticatorSignInRequest>;

const timestampMs = z.int().nonnegative();

/** GET /console/factors: ways in which this person signs in. */
export const FactorsResponse = z.readonly(
  z.object({
    passkeys: z.readonly(
      z.array(
        z.readonly(
          z.object({
            id: z.string(),
            label: z.string(),
            madeAtMs: timestampMs,
            usedAtMs: timestampMs.nullable(),
          }),
        ),
      ),
    ),
    authenticatorSinceMs: timestampMs.nullable(),
  }),
);
export type FactorsResponse = z.infer<typeof FactorsResponse>;

/** POST /console/factors/remove: one passkey by its id, or the authenticator (null). 409 for the last factor. */
export const RemoveFactorRequest = z.readonly(z.object({ passkey: base64UrlText.nullable() }));
export type RemoveFactorRequest = z.infer<typeof RemoveFactorRequest>;

/** GET /console/mail: own e-mail; an administrator sets the address. `sendsMail`: this server sends e-mail. */
export const OwnMailResponse = z.readonly(
  z.object({ mail: MailSettings.nullable(), sendsMail: z.boolean() }),
);
export type OwnMailResponse = z.infer<typeof OwnMailResponse>;

/** POST /console/mail -> `OwnMailResponse`. 404 `not-found` without an address. */
export const ChangeOwnMailRequest = z.readonly(MailSettings.unwrap().omit({ address: true }));
export type ChangeOwnMailRequest = z.infer<typeof ChangeOwnMailRequest>;
