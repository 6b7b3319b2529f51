import * as z from 'zod';
import w1 from './w1.json' with { type: 'json' };
import w2 from './w2.json' with { type: 'json' };
import w3 from './w3.json' with { type: 'json' };
import w4 from './w4.json' with { type: 'json' };
import w5 from './w5.json' with { type: 'json' };
import w6 from './w6.json' with { type: 'json' };
import { WorkshopTemplate } from './workshop-template.ts';

/** Templates that come with the app: W1 to W6 of docs/requirements.md C1. */
export const builtInTemplates: readonly WorkshopTemplate[] = z
  .array(WorkshopTemplate)
  .parse([w1, w2, w3, w4, w5, w6]);

/** W1, the national workshop of four days. */
export const nationalPolicyTemplate: WorkshopTemplate = WorkshopTemplate.parse(w1);
