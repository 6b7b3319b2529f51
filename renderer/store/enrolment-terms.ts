import * as z from 'zod';

/** From enrolment: whom to seal bundles to, and how long the grants hold offline (`leaseMsOf`, security.md 3). */
export const EnrolmentTerms = z.readonly(
  z.object({ recipients: z.readonly(z.array(z.string())), lease: z.int().positive() }),
);
export type EnrolmentTerms = z.infer<typeof EnrolmentTerms>;
