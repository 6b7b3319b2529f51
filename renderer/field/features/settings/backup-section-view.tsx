import { Archive } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './settings.css';

interface BackupSectionViewProps {
  /** Where the backup is that was just made. */
  readonly made: string | null;
  readonly onMake: () => void;
}

/** The way to a backup, and where the last one went. */
export function BackupSectionView({ made, onMake }: BackupSectionViewProps): ReactElement {
  const say = useSay();
  return (
    <Section title={say('backup.title')} description={say('backup.description')}>
      {made !== null && (
        <Banner meaning="good" isAnnounced>
          <p>{say('backup.made')}</p>
          <p className="settings-path">
            <code dir="ltr">{made}</code>
          </p>
        </Banner>
      )}
      <div>
        <Button icon={Archive} onPress={onMake}>
          {say('backup.make')}
        </Button>
      </div>
    </Section>
  );
}
