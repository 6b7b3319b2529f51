import * as z from 'zod';

// Stable: clients decide by these. Append; never rename. A new code does not compile without its sentence in the apps
// that meet it; a code of a newer server gets their general sentence.

/** Reasons why one pack was refused (verdict `refused`); the request's other packs count (S5). */
export const PackCode = z.enum([
  'malformed', // the payload cannot be read
  'too-large', // more than 256 KiB
  'access', // the sender or the author may not write here, or there is no such log
  'device', // the author is unknown or revoked
  'signature', // the signature is not the author's, or of an erased form not headquarters' present one
  'held-full', // too many ops of the author are held already, and some of these would be
  'erasure', // an erased form that differs from the pack in more than its erased content
]);
export type PackCode = z.infer<typeof PackCode>;

/** Refusals that a laptop meets, and the console too. Each has its sentence in the field app (`sync-code-messages.ts`). */
const laptopProblems = {
  malformed: [400, 'The request cannot be read'],
  digest: [400, 'Content-Digest is missing or differs from the body'],
  signature: [401, 'The signature is missing or not valid'],
  clock: [401, 'The clock of the device is wrong'],
  nonce: [401, 'The request was received before'],
  device: [401, 'The device is not enrolled'],
  session: [401, 'Sign in first'],
  code: [403, 'The code is not valid'],
  forbidden: [403, 'Not allowed'],
  waiting: [403, 'Another person has to approve first'],
  'not-found': [404, 'Not found'],
  'not-releasable': [409, 'Some of these changes cannot be released'],
  'device-taken': [409, 'The device belongs to somebody else'],
  'already-done': [409, 'The act is performed or withdrawn already'],
  'too-large': [413, 'The body is too large'],
  encoding: [415, 'The content type or encoding is not supported'],
  host: [421, 'The server is known under another address'],
  rate: [429, 'Too many requests'],
  quota: [429, 'The person has sent as much as is taken in an hour or a day'],
  internal: [500, 'The server failed'],
  stopping: [503, 'The server is stopping'],
  'store-unavailable': [503, 'The store of the server cannot be reached or used'],
  'store-files-changed': [503, 'Another program changed the files of the store'],
  'store-full': [507, 'The disk of the server is full'],
} as const satisfies { readonly [code: string]: readonly [status: number, title: string] };

/** Refusals that only the console meets. */
const consoleProblems = {
  origin: [403, 'The request came from another site'],
  'second-factor': [403, 'A passkey or an authenticator is needed'],
  passkey: [403, 'The passkey was not accepted'],
  totp: [403, 'The name or the code is not valid'],
  'another-person': [403, 'Another person has to do this'],
  tied: [403, 'One of the two administrators brought in the other'],
  recent: [403, 'The administrator, or a way to sign in, is too new to approve'],
  'last-factor': [409, 'The last way to sign in cannot be removed'],
  unreadable: [409, 'The encrypted key cannot be decrypted here'],
  'version-taken': [409, 'This version is published already with other content'],
  'no-programme': [409, 'The programme does not exist yet'],
  'institution-unknown': [409, 'The register of institutions has no such entry'],
  'institution-elsewhere': [409, 'The institution belongs to another State'],
  'merge-circle': [409, 'The two institutions would be merged into each other'],
  'register-full': [409, 'The register of institutions is full'],
  'names-full': [409, 'The institution has too many names'],
  'record-moved': [409, 'The record has changed since it was read'],
  'record-locked': [409, 'The record is final'],
  'not-at-this-step': [409, 'The status of the record does not allow this step'],
  'nothing-to-mend': [409, 'A comment or a reason is needed'],
  'reason-missing': [409, 'A reason is needed'],
  'point-unknown': [409, 'There is no such comment of a reviewer'],
  'point-sent': [409, 'The comment was sent already'],
  'comment-unknown': [409, 'There is no such comment of the State'],
  'points-open': [409, 'Some comments are not resolved'],
  'conflicts-open': [409, 'Some answers are in conflict'],
  'sign-off-missing': [409, 'No adviser has signed'],
  'sign-off-withheld': [409, 'The adviser has withheld the signature'],
  'sign-off-outdated': [409, 'Answers have changed since the adviser signed'],
  'comments-running': [409, 'The time for comments is not over'],
  'comments-unanswered': [409, 'Some comments have no response'],
  'same-as-rater': [409, 'A person who rated cannot approve'],
  'successor-missing': [409, 'No later assessment of the institution follows this one'],
  'ratings-unexplained': [409, 'Some ratings are above their evidence, without a reason of a reviewer'],
  'not-above-evidence': [409, 'The rating is not above its evidence'],
  'sealed-elsewhere': [409, 'This was encrypted with a key that the server does not have'],
  'asks-no-erasure': [409, 'A request for access erases nothing'],
  'not-erasable': [409, 'This field cannot be erased alone'],
  'erasure-too-large': [409, 'The remaining text would be too large'],
  'group-changed': [409, 'The group has changed since it was read'],
  'name-taken': [409, 'Another group has this name'],
  'group-full': [409, 'The group would have too many members or roles'],
  'groups-full': [409, 'There are too many groups'],
  'group-administrator': [409, 'An administrator is a member of no group'],
  'end-in-the-past': [409, 'The last day is over already'],
  'ends-before-it-starts': [409, 'The last day is before the first'],
  'labour-open': [409, 'Lead, counterpart or funding line is missing'],
  'wipe-alone': [409, 'Another administrator has to take the laptop out first'],
  'erasures-today': [409, 'Enough was erased for requests within a day'],
  'last-administrator': [409, 'The last administrator stays'],
  instrument: [422, 'A laptop cannot open this instrument'],
} as const satisfies { readonly [code: string]: readonly [status: number, title: string] };

/**
 * Reasons why a whole request was refused (RFC 9457 `code`), with status and title. Each has its sentence in the console
 * (`problem-messages.ts`).
 */
export const problemsByCode = { ...laptopProblems, ...consoleProblems };

export type LaptopProblemCode = keyof typeof laptopProblems;
export type ProblemCode = keyof typeof problemsByCode;
