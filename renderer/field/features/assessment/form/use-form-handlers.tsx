import { createContext, type ReactElement, use, useMemo } from 'react';
import { StoredAnswer } from '#domain/assessment/schema/stored-answer.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FileAnswer, FormQuestion } from '#forms/engine/form.ts';
import type { QuestionId } from '#forms/model/instrument.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import { cleanPicture, isPictureFile } from '#renderer/field/app/files/clean-picture.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { formatAnswerText } from '#renderer/form/answer-text.ts';
import type { AnswerFiles, FormContextValue } from '#renderer/form/form-context.ts';
import { askedQuestionsIn } from '#renderer/form/form-sections.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { largestBlobBytes } from '#renderer/host/file-channels.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner } from '#renderer/ui';
import {
  type AnswerCandidate,
  AnswerConflictView,
  answerConflictCandidates,
} from './answer-conflict-view.tsx';
import type { AnswerWriter } from './answer-writer.ts';
import { FormIndicatorCard } from './form-indicators.tsx';

interface FormHandlers extends FormContextValue {
  readonly keep: (formQuestion: FormQuestion, answerCandidate: AnswerCandidate) => void;
}

/** Acts in the form; the same object as long as possible, so that questions are not drawn again. */
export function useFormHandlers({
  session,
  writer,
  freeTexts,
  isReadOnly,
  navigation,
}: FormHandlersOptions): FormHandlers {
  const { host } = useFieldServices();
  const { goTo, noteFocus } = navigation;
  return useMemo(
    (): FormHandlers => ({
      session,
      isReadOnly,
      answer: (answerAddress, answerValue, how) => writer.answer(answerAddress, answerValue, how),
      leave: (answerAddress) => writer.onBlur(answerAddress),
      addRow: (formRepeat) => {
        const formInstance = writer.addRow(formRepeat);
        for (const firstFormQuestion of formInstance ? askedQuestionsIn(formInstance.nodes()) : []) {
          goTo(firstFormQuestion);
          break;
        }
      },
      removeRow: (formInstance) => writer.removeRow(formInstance),
      removed: {
        isAny: (formRepeat) => writer.hasRemovedRow(formRepeat),
        restore: (formRepeat) => writer.restoreRow(formRepeat),
      },
      onFocus: noteFocus,
      beside: (formQuestion) => (
        <AnswerAnnotations
          question={formQuestion}
          writer={writer}
          isFreeText={freeTexts.has(formQuestion.definition.qid)}
          isReadOnly={isReadOnly}
        />
      ),
      indicator: (formQuestion) => <FormIndicatorCard question={formQuestion} />,
      mediaAddress: () => null,
      files: createAnswerFiles(host),
      keep: ({ address }, { value }) =>
        writer.resolveConflict(address, StoredAnswer.catch(null).parse(value)),
    }),
    [session, writer, freeTexts, isReadOnly, goTo, noteFocus, host],
  );
}

/**
 * Files that are answers, encrypted by the shell in the folder of this vault; pictures without the camera's
 * metadata. Their names and kinds are in the answer.
 */
export const createAnswerFiles = (host: Host): AnswerFiles => ({
  keep: async (file) => {
    const content = isPictureFile(file) ? await cleanPicture(file) : file;
    if (content === null) return { problem: 'notPicture' };
    if (content.size > largestBlobBytes) return { problem: 'tooLarge' };
    const bytes = new Uint8Array(await content.arrayBuffer());
    const kept = await host.ask('blob.keep', { bytes });
    if (kept.kind === 'refused') return { problem: 'notKept' };
    return {
      blob: kept.blob,
      name: file.name.slice(0, maximumFileNameLength),
      type: content.type.slice(0, maximumMediaTypeLength),
      bytes: content.size,
    } satisfies FileAnswer;
  },
  open: async ({ blob, type }) => {
    const bytes = await host.ask('blob.read', { blob });
    if (bytes === null) return null;
    return URL.createObjectURL(
      new Blob([new Uint8Array(bytes)], { type: displayableMediaTypes.test(type) ? type : '' }),
    );
  },
});

const maximumFileNameLength = 255;
const maximumMediaTypeLength = 100;
/** Media types that the page shows; all other files are bytes to it. */
const displayableMediaTypes = /^(image\/(png|jpeg|gif|webp)|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+)$/;

/** Names of the people behind each device; apart from the form, because they change without any answer. */
export const DeviceNamesContext = createContext<Readonly<Record<DeviceId, string>>>({});

interface AnswerAnnotationsProps {
  readonly question: FormQuestion;
  readonly writer: AnswerWriter;
  /** Answered in words, which are checked for names of people. */
  readonly isFreeText: boolean;
  readonly isReadOnly: boolean;
}

/**
 * Notes beside an answer that the form does not know: why it was not kept, personal data, other people's
 * values.
 */
function AnswerAnnotations(props: AnswerAnnotationsProps): ReactElement {
  const { question, writer, isFreeText, isReadOnly } = props;
  const translate = useTranslate();
  const names = use(DeviceNamesContext);
  const answerProblem = writer.problemOf(question.address);
  const answerValue = question.value();
  const answerCandidates = answerConflictCandidates(
    writer.document,
    writer.pathOf(question.address),
    writer.device,
  );
  return (
    <>
      {answerProblem && (
        <Banner meaning="bad" isAnnounced>
          {translate(writeRefusalMessage(answerProblem))}
        </Banner>
      )}
      {isFreeText && typeof answerValue === 'string' && (
        <CheckedTextHits
          text={answerValue}
          onChange={
            isReadOnly || question.isReadOnly()
              ? undefined
              : (text) => writer.answer(question.address, text, 'chosen')
          }
        />
      )}
      <AnswerConflictView
        candidates={answerCandidates}
        names={names}
        textOf={({ value }) =>
          formatAnswerText(writer.session, question, StoredAnswer.catch(null).parse(value))
        }
        onKeep={
          isReadOnly
            ? undefined
            : ({ value }) => writer.resolveConflict(question.address, StoredAnswer.catch(null).parse(value))
        }
      />
    </>
  );
}

interface FormHandlersOptions {
  readonly session: FormSession;
  readonly writer: AnswerWriter;
  /** The questions that are answered in words. */
  readonly freeTexts: ReadonlySet<QuestionId>;
  readonly isReadOnly: boolean;
  readonly navigation: {
    readonly goTo: (formQuestion: FormQuestion) => void;
    readonly noteFocus: (formQuestion: FormQuestion) => void;
  };
}
