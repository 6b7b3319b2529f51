import * as z from 'zod';

/** What a system runs to install a file; by the file's ending. */
export const UpdateKind = z.enum(['deb', 'tar.gz', 'exe', 'dmg', 'zip']);
export type UpdateKind = z.infer<typeof UpdateKind>;

/** What the publisher says of a file: `<file>.fbsig` beside it, one `name: value` a line, in this order. */
export const UpdateStatement = z.readonly(
  z.object({
    product: z.string().max(40),
    version: z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/),
    /** As Node names them: `linux-x64`, `win32-x64`, `darwin-arm64`. */
    platform: z.string().regex(/^[a-z0-9]{1,20}-[a-z0-9]{1,20}$/),
    kind: UpdateKind,
    bytes: z
      .string()
      .regex(/^[1-9]\d{0,9}$/)
      .transform(Number)
      .refine((bytes) => bytes <= 1024 ** 3),
    sha512: z.string().regex(/^[0-9a-f]{128}$/),
  }),
);
export type UpdateStatement = z.infer<typeof UpdateStatement>;

/** A signature file, taken apart but not yet believed. */
export interface SignatureFile {
  /** What was signed, to the byte. */
  readonly signed: string;
  /** Raw Ed25519 signature. */
  readonly signature: Buffer;
  readonly statement: UpdateStatement;
}

/** A signature file is less than a page; a longer one is none. */
export const signatureFileBytes = 2_048;

const form =
  /^(fieldbook-update\/1\nproduct: (.*)\nversion: (.*)\nplatform: (.*)\nkind: (.*)\nbytes: (.*)\nsha512: (.*)\n)signature: ([A-Za-z0-9_-]{86})\n$/;

/** Reads the text of a signature file; null when it is not one. */
export function readSignatureFile(text: string): SignatureFile | null {
  const found = text.length > signatureFileBytes ? null : form.exec(text);
  if (!found) return null;
  const [, signed = '', product, version, platform, kind, bytes, sha512, signature = ''] = found;
  const statement = UpdateStatement.safeParse({ product, version, platform, kind, bytes, sha512 });
  if (!statement.success) return null;
  return { signed, signature: Buffer.from(signature, 'base64url'), statement: statement.data };
}
