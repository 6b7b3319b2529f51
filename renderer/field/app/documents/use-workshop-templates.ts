import { builtInTemplates } from '#domain/workshop/templates/built-in-templates.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';

/** Templates to start a workshop from. */
export const useWorkshopTemplates = (): readonly WorkshopTemplate[] => builtInTemplates;
