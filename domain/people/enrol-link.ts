import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';

/**
 * Content of the QR code beside an enrolment code:
 * `fieldbook:enrol?v=1&at=https://hq.example.org&code=XXXX-XXXX-XXXX`. `at` is the origin of headquarters: it needs
 * no escaping, and hides no other address.
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

/** `foreign`: not a code of ours. `newer`: ours, in a form of a later version. */
type EnrolLinkRefusal = 'foreign' | 'newer';

const enrolLinkPattern = /^fieldbook:enrol\?v=1&at=([^&]*)&code=([^&]*)$/;

const otherEnrolLinkPattern = /^fieldbook:enrol\?v=(?!1(&|$))\d+(&|$)/;

/** The text for the QR code. */
export const enrolLinkText = ({ at, code }: EnrolLink): string => `fieldbook:enrol?v=1&at=${at}&code=${code}`;

/** Parse a scanned text, or return the reason why this version cannot use it. */
export function parseEnrolLink(text: string): Result<EnrolLink, EnrolLinkRefusal> {
  if (otherEnrolLinkPattern.test(text)) return refuse('newer');
  const [, at, code] = enrolLinkPattern.exec(text) ?? [];
  const link = EnrolLink.safeParse({ at, code });
  return link.success ? ok(link.data) : refuse('foreign');
}
