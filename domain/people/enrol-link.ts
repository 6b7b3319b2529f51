import * as z from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';

/**
 * What the QR code beside an enrolment code holds: `fieldbook:enrol?v=1&at=https://hq.example.org&code=XXXX-XXXX-XXXX`.
 * `at` is the origin of headquarters: nothing that would have to be escaped, and nothing that hides where it leads.
 */
export const EnrolLink = z.readonly(
  z.object({
    at: z
      .string()
      .max(200)
      .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](:\d{1,5})?$/i),
    code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/),
  }),
);
export type EnrolLink = z.infer<typeof EnrolLink>;

/** `foreign`: no code of ours. `newer`: ours, in a form that a later version made. */
export type EnrolLinkRefusal = 'foreign' | 'newer';

const thisForm = /^fieldbook:enrol\?v=1&at=([^&]*)&code=([^&]*)$/;
const anotherForm = /^fieldbook:enrol\?v=(?!1(&|$))\d+(&|$)/;

/** The text for the QR code. */
export const enrolLinkText = ({ at, code }: EnrolLink): string => `fieldbook:enrol?v=1&at=${at}&code=${code}`;

/** What a scanned text says, or why it is none that this version can use. */
export function readEnrolLink(text: string): Result<EnrolLink, EnrolLinkRefusal> {
  if (anotherForm.test(text)) return refuse('newer');
  const [, at, code] = thisForm.exec(text) ?? [];
  const link = EnrolLink.safeParse({ at, code });
  return link.success ? ok(link.data) : refuse('foreign');
}
