import {
  CalendarRange,
  ClipboardList,
  File,
  ListChecks,
  Map as MapIcon,
  Presentation,
  type LucideIcon,
} from 'lucide-react';
import type { MessageKey } from '#renderer/i18n/message.ts';

interface RecordKindLook {
  readonly icon: LucideIcon;
  readonly one: MessageKey;
}

const recordKindLooks: ReadonlyMap<string, RecordKindLook> = new Map<string, RecordKindLook>([
  ['mission', { icon: MapIcon, one: 'console.kind.mission' }],
  ['assessment', { icon: ClipboardList, one: 'console.kind.assessment' }],
  ['action-plan', { icon: ListChecks, one: 'console.kind.actionPlan' }],
  ['programme', { icon: CalendarRange, one: 'programme.kind' }],
  ['workshop', { icon: Presentation, one: 'console.kind.workshop' }],
]);

/** The icon and the word for a kind of record; one of a newer version is "another record". */
export const recordKindLookOf = (kind: string): RecordKindLook =>
  recordKindLooks.get(kind) ?? { icon: File, one: 'console.kind.other' };
