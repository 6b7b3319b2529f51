import { ok, refuse, type Result } from '../base/result.ts';
import { type NewValue, newValues } from '../document/new-value.ts';
import type { DocumentId } from '../ids.ts';
import { Day } from '../mission/mission.ts';
import { decideApplyTemplate } from './apply-template.ts';
import type { WorkshopTemplate } from './templates.ts';
import { type WorkshopStatus, workshopKind } from './workshop.ts';

/** What a person says about a new workshop. Days as `2026-11-24`; empty means not known yet. */
export interface NewWorkshop {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly template: WorkshopTemplate | null;
}

export type CreateWorkshopRefusal =
  | { readonly kind: 'titleMissing' }
  | { readonly kind: 'notADay'; readonly field: 'from' | 'to' }
  | { readonly kind: 'endsBeforeItStarts' };

/** The first values of a workshop and, with a template, of its sessions: all of them or a refusal. */
export function decideCreateWorkshop(
  intent: NewWorkshop,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
): Result<readonly NewValue[], CreateWorkshopRefusal> {
  const title = intent.title.trim();
  if (title === '') return refuse({ kind: 'titleMissing' });
  if (!isDayOrEmpty(intent.from)) return refuse({ kind: 'notADay', field: 'from' });
  if (!isDayOrEmpty(intent.to)) return refuse({ kind: 'notADay', field: 'to' });
  if (intent.from !== '' && intent.to !== '' && intent.to < intent.from)
    return refuse({ kind: 'endsBeforeItStarts' });

  const first = newValues(ids.doc, workshopKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    ...(intent.from === '' ? [] : [first('from', intent.from)]),
    ...(intent.to === '' ? [] : [first('to', intent.to)]),
    first('status', 'draft' satisfies WorkshopStatus),
    ...agenda(intent.template).map(({ path, value }) => first(path, value)),
  ]);
}

function agenda(template: WorkshopTemplate | null) {
  const applied = template && decideApplyTemplate(undefined, template);
  // A workshop that does not exist yet has no agenda, so its template is never refused.
  return applied?.ok ? applied.value : [];
}

const isDayOrEmpty = (day: string): boolean => day === '' || Day.safeParse(day).success;
