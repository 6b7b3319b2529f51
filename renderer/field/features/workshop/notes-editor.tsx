import { Collaboration } from '@tiptap/extension-collaboration';
import { EditorContent, useEditor } from '@tiptap/react';
import type { ReactElement } from 'react';
import type { Doc } from 'yjs';
import { notesExtensions, notesField } from './notes-schema.ts';
import { NotesToolbar } from './notes-toolbar.tsx';
import './notes.css';

interface NotesEditorProps {
  /** What several people write at once; everything typed goes into it and everything in it is shown. */
  readonly document: Doc;
  /** Names the text for screen readers. */
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly onBlur: () => void;
}

/** Rich text over a Yjs document. Give it a `key` where the document can change. */
export function NotesEditor({ document, label, isReadOnly, onBlur }: NotesEditorProps): ReactElement {
  const editor = useEditor(
    {
      extensions: [...notesExtensions, Collaboration.configure({ document, field: notesField })],
      editable: !isReadOnly,
      // The content policy refuses style elements; notes.css holds what it would add.
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          class: 'fb-rich-text-body wn-text',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          ...(isReadOnly && { 'aria-readonly': 'true', tabindex: '0' }),
        },
      },
      onBlur,
    },
    [document, isReadOnly, label],
  );
  return (
    <div className="fb-rich-text wn-box">
      {!isReadOnly && <NotesToolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  );
}
