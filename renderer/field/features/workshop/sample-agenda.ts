import { nationalPolicyTemplate } from '#domain/workshop/templates.ts';
import type { AgendaSession, ShownDay } from './agenda-facts.ts';
import type { EditedText } from '#renderer/field/parts/edited-text.ts';

const firstDayMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 24 * 60 * 60_000;

/** The agenda of W1 as it stands on the second day of a workshop: notes from the first, one session disputed. */
export const sampleDays: readonly ShownDay[] = [1, 2, 3, 4].map((day) => {
  const sessions = nationalPolicyTemplate.sessions
    .filter((session) => session.day === day)
    .map(
      (session, at): AgendaSession => ({
        id: `w1-${day}-${at}`,
        number: `${day}.${at + 1}`,
        title: session.title,
        minutes: session.minutes,
        method: session.method,
        output: session.output ?? '',
        hasNotes: day === 1,
        conflicts: day === 2 && at === 1 ? 1 : 0,
      }),
    );
  return {
    day,
    dateMs: firstDayMs + (day - 1) * dayMs,
    minutes: sessions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    sessions,
  };
});

/** A field as it stands, for stories: nothing happens when it is written in. */
export const standing = (text: string, problem: EditedText['problem'] = null): EditedText => ({
  text,
  onChange: () => undefined,
  onBlur: () => undefined,
  problem,
});
