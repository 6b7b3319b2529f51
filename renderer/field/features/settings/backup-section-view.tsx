import type { ReactElement } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection } from '#renderer/ui';
import './settings.css';
import { Archive } from 'lucide-react';

interface BackupSectionViewProps {
  /** Path of the backup that was just made. */
  readonly made: string | null;
  readonly onMake: () => void;
}

/** Button that makes a backup, and the path of the last one. */
export function BackupSectionView({ made, onMake }: BackupSectionViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('backup.title')} description={translate('backup.description')}>
      {made !== null && (
        <Banner meaning="good" isAnnounced>
          <p>{translate('backup.made')}</p>
          <p className="settings-path">
            <code dir="ltr">{made}</code>
          </p>
        </Banner>
      )}
      <div>
        <Button icon={Archive} onPress={onMake}>
          {translate('backup.make')}
        </Button>
      </div>
    </PageSection>
  );
}
