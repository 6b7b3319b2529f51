import type { ComponentType } from 'react';
import type { WorkshopSection } from '#renderer/field/parts/field-route.ts';
import type { MessageKey } from '#renderer/i18n';
import { AgendaScreen } from './agenda/agenda-screen.tsx';
import { AttendanceScreen } from './attendance/attendance-screen.tsx';
import { CertificatesScreen } from './certificates/certificates-screen.tsx';
import { RegisterScreen } from './register/register-screen.tsx';
import { EvaluationScreen } from './learning/evaluation-screen.tsx';
import { TestScreen } from './learning/test-screen.tsx';
import { LessonsScreen } from './lessons/lessons-screen.tsx';
import { NotesScreen } from './notes/notes-screen.tsx';
import type { WorkshopSectionProps } from './workshop-frame.tsx';

interface WorkshopSectionEntry {
  readonly id: WorkshopSection;
  readonly label: MessageKey;
  /** Whole screen of the section, in a `WorkshopFrame`. */
  readonly Screen: ComponentType<WorkshopSectionProps>;
}

/** Sections of a workshop in the order of its navigation. */
export const workshopSections: readonly [WorkshopSectionEntry, ...WorkshopSectionEntry[]] = [
  { id: 'agenda', label: 'workshop.section.agenda', Screen: AgendaScreen },
  { id: 'register', label: 'register.section', Screen: RegisterScreen },
  { id: 'attendance', label: 'attendance.section', Screen: AttendanceScreen },
  { id: 'test', label: 'workshop.section.test', Screen: TestScreen },
  { id: 'evaluation', label: 'workshop.section.evaluation', Screen: EvaluationScreen },
  { id: 'notes', label: 'workshop.section.notes', Screen: NotesScreen },
  { id: 'lessons', label: 'workshop.section.lessons', Screen: LessonsScreen },
  { id: 'certificates', label: 'certificate.section', Screen: CertificatesScreen },
];
