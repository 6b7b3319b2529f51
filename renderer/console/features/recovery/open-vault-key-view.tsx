import { KeyRound } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { OpeningRefusal } from '#renderer/console/api/open-escrowed-key.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, TextField } from '#renderer/ui';
import './recovery.css';
import { FileTrigger } from 'react-aria-components';

export interface KeyFileWords {
  readonly file: File;
  /** Of both holders. */
  readonly words: readonly [string, string];
}

interface OpenVaultKeyViewProps {
  readonly isOpening: boolean;
  readonly refusal: OpeningRefusal | null;
  readonly onOpen: (keyFileWords: KeyFileWords) => void;
}

/** Key file and the words of its two holders: with them this page decrypts the vault key. */
export function OpenVaultKeyView({ isOpening, refusal, onOpen }: OpenVaultKeyViewProps): ReactElement {
  const translate = useTranslate();
  const [file, setFile] = useState<File | null>(null);
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  return (
    <form
      className="console-recovery"
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) onOpen({ file, words: [first, second] });
      }}
    >
      <p>{translate('console.recovery.open.text')}</p>
      <div className="console-recovery-file">
        <FileTrigger acceptedFileTypes={['.age']} onSelect={(chosen) => setFile(chosen?.[0] ?? null)}>
          <Button icon={KeyRound}>{translate('console.recovery.open.file')}</Button>
        </FileTrigger>
        <bdi>{file?.name ?? translate('console.recovery.open.noFile')}</bdi>
      </div>
      <TextField
        label={translate('console.recovery.open.first')}
        value={first}
        onChange={setFirst}
        type="password"
      />
      <TextField
        label={translate('console.recovery.open.second')}
        value={second}
        onChange={setSecond}
        type="password"
      />
      {refusal !== null && (
        <Banner meaning="bad" isAnnounced>
          {translate(openingRefusalKeys[refusal])}
        </Banner>
      )}
      <div>
        <Button kind="primary" type="submit" isDisabled={file === null} isPending={isOpening}>
          {translate(isOpening ? 'console.recovery.open.opening' : 'console.recovery.open.act')}
        </Button>
      </div>
    </form>
  );
}

const openingRefusalKeys = {
  file: 'console.recovery.open.refused.file',
  words: 'console.recovery.open.refused.words',
  otherKey: 'console.recovery.open.refused.otherKey',
} as const satisfies { readonly [R in OpeningRefusal]: string };
