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

interface KindLook {
  readonly icon: LucideIcon;
  readonly one: MessageKey;
}

const looks: ReadonlyMap<string, KindLook> = new Map<string, KindLook>([
  ['mission', { icon: MapIcon, one: 'console.kind.mission' }],
  ['assessment', { icon: ClipboardList, one: 'console.kind.assessment' }],
  ['action-plan', { icon: ListChecks, one: 'console.kind.actionPlan' }],
  ['programme', { icon: CalendarRange, one: 'programme.kind' }],
  ['workshop', { icon: Presentation, one: 'console.kind.workshop' }],
]);

/** The icon and the word for a kind of record; one of a newer version is "another record". */
export const lookOfKind = (kind: string): KindLook =>
  looks.get(kind) ?? { icon: File, one: 'console.kind.other' };
