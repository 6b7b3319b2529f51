import { FileText, Paperclip } from 'lucide-react';
import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import type { FileAnswer } from '#forms/engine/form.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { type AnswerFiles, type FileProblem, useFormContext } from '../form-context.ts';
import type { AnswerProps } from './answer-props.ts';

const fileProblemLabels: Readonly<Record<FileProblem, MessageKey>> = {
  tooLarge: 'form.file.tooLarge',
  notKept: 'form.file.notKept',
  notPicture: 'form.file.notPicture',
};

/** Picture, recording or any file, kept encrypted on this laptop. */
export function FileAnswerField({
  accepts,
  ...props
}: AnswerProps & { readonly accepts: string }): ReactElement {
  const { value, onAnswer, label, isReadOnly, problem } = props;
  const { files } = useFormContext();
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const staysId = useId();
  const [isKeeping, setIsKeeping] = useState(false);
  const [failureKey, setFailure] = useState<MessageKey | null>(null);
  const fileAnswer = value !== null && typeof value === 'object' && 'blob' in value ? value : null;

  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen || !files) return;
    setIsKeeping(true);
    setFailure(null);
    const kept = await files.keep(chosen);
    setIsKeeping(false);
    if ('problem' in kept) setFailure(fileProblemLabels[kept.problem]);
    else onAnswer(kept);
  };

  return (
    <div className="fb-field" role="group" aria-label={label} aria-describedby={staysId}>
      {fileAnswer && <KeptFile file={fileAnswer} files={files} />}
      {!isReadOnly && files && (
        <p className="form-none" id={staysId}>
          {translate('form.file.stays')}
        </p>
      )}
      {!isReadOnly && files && (
        <div className="form-file-acts">
          <input
            ref={input}
            type="file"
            hidden
            accept={accepts}
            aria-label={label}
            aria-describedby={staysId}
            onChange={({ target }) => {
              void take(target.files?.[0]);
              target.value = '';
            }}
          />
          <Button icon={Paperclip} isPending={isKeeping} onPress={() => input.current?.click()}>
            {translate(fileAnswer ? 'form.file.another' : 'form.file.choose')}
          </Button>
          {fileAnswer && (
            <Button
              kind="quiet"
              onPress={() => onAnswer(null)}
              label={translate('form.clear.label', { question: label })}
            >
              {translate('form.clear')}
            </Button>
          )}
        </div>
      )}
      {!files && !fileAnswer && <p className="form-none">{translate('form.file.nowhere')}</p>}
      {(failureKey !== null || problem !== undefined) && (
        <span className="fb-field-problem" role="status">
          {failureKey === null ? problem : translate(failureKey)}
        </span>
      )}
    </div>
  );
}

function KeptFile({
  file,
  files,
}: {
  readonly file: FileAnswer;
  readonly files: AnswerFiles | undefined;
}): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const [shown, setShown] = useState<{ readonly blob: string; readonly address: string | null } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    let opened: string | null = null;
    if (files)
      files.open(file).then((address) => {
        opened = address;
        if (isCurrent) setShown({ blob: file.blob, address });
        else if (address !== null) URL.revokeObjectURL(address);
      }, reportError);
    return () => {
      isCurrent = false;
      if (opened !== null) URL.revokeObjectURL(opened);
    };
  }, [file, files]);
  const address = shown?.blob === file.blob ? shown.address : undefined;
  const kind = file.type.split('/')[0];
  return (
    <div className="form-file">
      {typeof address === 'string' && kind === 'image' && <img src={address} alt={file.name} />}
      {typeof address === 'string' && kind === 'audio' && (
        <audio src={address} controls>
          <track kind="captions" />
        </audio>
      )}
      {typeof address === 'string' && kind === 'video' && (
        <video src={address} controls>
          <track kind="captions" />
        </video>
      )}
      <p>
        <FileText className="fb-icon" aria-hidden /> <bdi>{file.name}</bdi>{' '}
        <span className="form-none">{format.bytes(file.bytes)}</span>
      </p>
      {address === null && <p className="form-none">{translate('form.file.elsewhere')}</p>}
    </div>
  );
}
