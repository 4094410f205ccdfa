import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/base.css';
import { App } from './app/app.tsx';
import { startAppearance } from './app/theme/appearance.ts';
import { startTranslations } from './i18n/language.ts';
import { startShortcuts } from './lib/shortcuts.ts';
import { giveStyleElementsTheNonce } from './lib/style-nonce.ts';

giveStyleElementsTheNonce();
startAppearance();
startShortcuts();
await startTranslations();

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
