import { ok, refuse, type Result } from '#base/result.ts';
import { type InitialValue, initialValuesFor } from '../document/op.ts';
import type { DocumentId } from '../ids.ts';
import { IsoDay } from '../mission/mission.ts';
import { decideApplyTemplate } from './start-agenda.ts';
import type { WorkshopTemplate } from './templates/workshop-template.ts';
import type { WorkshopStatus } from './workshop-schema.ts';
import { workshopKind } from './workshop.ts';

/** A person's choices for a new workshop. Days as `2026-11-24`; empty means not known yet. */
export interface NewWorkshop {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly template: WorkshopTemplate | null;
  /** Language of the texts of the template. */
  readonly language: string;
}

export type CreateWorkshopRefusal =
  | { readonly kind: 'titleMissing' }
  | { readonly kind: 'notADay'; readonly field: 'from' | 'to' }
  | { readonly kind: 'endsBeforeItStarts' };

/** The first values of a workshop and, with a template, of its sessions: all of them or a refusal. */
export function decideCreateWorkshop(
  intent: NewWorkshop,
  ids: { readonly doc: DocumentId; readonly mission: DocumentId },
): Result<readonly InitialValue[], CreateWorkshopRefusal> {
  const title = intent.title.trim();
  if (title === '') return refuse({ kind: 'titleMissing' });
  if (!isDayOrEmpty(intent.from)) return refuse({ kind: 'notADay', field: 'from' });
  if (!isDayOrEmpty(intent.to)) return refuse({ kind: 'notADay', field: 'to' });
  if (intent.from !== '' && intent.to !== '' && intent.to < intent.from)
    return refuse({ kind: 'endsBeforeItStarts' });

  const first = initialValuesFor(ids.doc, workshopKind);
  return ok([
    first('title', title),
    first('mission', ids.mission),
    ...(intent.from === '' ? [] : [first('from', intent.from)]),
    ...(intent.to === '' ? [] : [first('to', intent.to)]),
    first('status', 'draft' satisfies WorkshopStatus),
    ...templateAgendaValues(intent).map(({ path, value }) => first(path, value)),
  ]);
}

function templateAgendaValues({ template, language }: NewWorkshop) {
  const applied = template && decideApplyTemplate(undefined, template, language);
  // A workshop that does not exist yet has no agenda, so its template is never refused.
  return applied?.ok ? applied.value : [];
}

const isDayOrEmpty = (day: string): boolean => day === '' || IsoDay.safeParse(day).success;
