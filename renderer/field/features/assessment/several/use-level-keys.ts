import { Level } from '#domain/assessment/assessment.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';

/** The keys of a card that gives a level: 1 to 5 choose it, Ctrl+Enter records it, also out of the text. */
export function useLevelKeys(onLevel: (level: Level) => void, onRecord: () => void, isOn = true): void {
  useKeys(
    (key) => {
      if (!isOn) return false;
      if (key === 'Ctrl+Enter') {
        onRecord();
        return true;
      }
      const level = Level.safeParse(Number(key));
      if (level.success) onLevel(level.data);
      return level.success;
    },
    { whileTyping: ['Ctrl+Enter'] },
  );
}
