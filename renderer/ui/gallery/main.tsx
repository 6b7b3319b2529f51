import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../kit.css';
import { prepareDocument } from '../prepare-document.ts';
import { Gallery } from './gallery.tsx';

prepareDocument(document);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
