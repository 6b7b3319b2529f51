import * as z from 'zod';
import { TemplateStatus } from '#domain/workshop/templates/template-kind.ts';
import { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { NamedPerson } from './console-api.ts';

// Templates of workshops under /api/v1/admin/workshop-templates, for administrators and programme managers. Published
// versions reach laptops in the programme's log.

const templateRef = z.string().min(1).max(60);

/** Published version as the library lists it. */
export const TemplateRow = z.readonly(
  z.object({
    ref: templateRef,
    template: WorkshopTemplate,
    status: TemplateStatus,
    /** Time of publication by the server's clock. The person is null when nobody knows them. */
    publishedAtMs: z.int().nonnegative(),
    publishedBy: NamedPerson.nullable(),
  }),
);
export type TemplateRow = z.infer<typeof TemplateRow>;

/** GET /admin/workshop-templates. */
export const TemplatesAnswer = z.readonly(
  z.object({ templates: z.readonly(z.array(TemplateRow).max(10_000)) }),
);
export type TemplatesAnswer = z.infer<typeof TemplatesAnswer>;

/**
 * POST /admin/workshop-templates -> `PublishedTemplateAnswer`. 409 `no-programme`. 409 `version-taken`: this code and
 * version is published with other content.
 */
export const PublishTemplateRequest = z.readonly(z.object({ template: WorkshopTemplate }));
export type PublishTemplateRequest = z.infer<typeof PublishTemplateRequest>;

export const PublishedTemplateAnswer = z.readonly(z.object({ ref: templateRef, isNew: z.boolean() }));
export type PublishedTemplateAnswer = z.infer<typeof PublishedTemplateAnswer>;

/** POST /admin/workshop-templates/status -> `DoneAnswer` (admin-api.ts). */
export const ChangeTemplateRequest = z.readonly(z.object({ ref: templateRef, status: TemplateStatus }));
export type ChangeTemplateRequest = z.infer<typeof ChangeTemplateRequest>;
