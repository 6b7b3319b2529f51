import type { ReactElement } from 'react';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Banner, Button, PageSection } from '#renderer/ui';
import './settings.css';

/** Reason why an update was refused, with the next step. */
const updateRefusalKeys = {
  noKey: 'settings.update.refused.noKey',
  noSignature: 'settings.update.refused.noSignature',
  malformed: 'settings.update.refused.malformed',
  wrongKey: 'settings.update.refused.wrongKey',
  otherProduct: 'settings.update.refused.otherProduct',
  otherPlatform: 'settings.update.refused.otherPlatform',
  same: 'settings.update.refused.same',
  older: 'settings.update.refused.older',
  cut: 'settings.update.refused.cut',
  tampered: 'settings.update.refused.tampered',
  failed: 'settings.update.refused.failed',
} as const satisfies Readonly<Record<string, MessageKey>>;
type AppUpdateRefusal = keyof typeof updateRefusalKeys;

/** Result of choosing an update from a file. */
export type AppUpdateStatus =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'staged'; readonly version: string; readonly command: string | null }
  | { readonly kind: 'refused'; readonly code: AppUpdateRefusal };

interface AppUpdateViewProps {
  readonly state: AppUpdateStatus;
  readonly onChoose: () => void;
  readonly onShow: () => void;
}

/** Updates from a stick. The app checks them and says how to go on; the system installs programs. */
export function AppUpdateView({ state, onChoose, onShow }: AppUpdateViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('settings.update.title')}
      description={translate('settings.update.description')}
    >
      {state.kind === 'refused' && (
        <Banner meaning="bad" title={translate('settings.update.refused')} isAnnounced>
          {translate(updateRefusalKeys[state.code])}
        </Banner>
      )}
      {state.kind === 'staged' && (
        <Banner
          meaning="good"
          title={translate('settings.update.staged', { version: state.version })}
          actions={<Button onPress={onShow}>{translate('settings.update.show')}</Button>}
          isAnnounced
        >
          <p>{translate(state.command === null ? 'settings.update.open' : 'settings.update.command')}</p>
          {state.command !== null && (
            <pre className="settings-command" dir="ltr">
              {state.command}
            </pre>
          )}
        </Banner>
      )}
      <div>
        <Button onPress={onChoose} isPending={state.kind === 'checking'}>
          {translate('settings.update.choose')}
        </Button>
      </div>
    </PageSection>
  );
}
