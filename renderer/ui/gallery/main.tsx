import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { prepareDocument } from '../index.ts';
import { Gallery } from './gallery.tsx';

prepareDocument(document);
const galleryRoot = document.getElementById('root');
if (!galleryRoot) throw new Error('index.html has no #root');
createRoot(galleryRoot).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
