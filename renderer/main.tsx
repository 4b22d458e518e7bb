import './styles/reset.css';
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createTexts } from '../shared/i18n/create.ts';
import { App } from './App.tsx';
import { platform } from './api/client.ts';
import { createQueryClient } from './api/query.ts';
import { loadPreferences, usePreferences } from './stores/preferences.ts';
import { startTransfersMirror } from './stores/transfers.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { ErrorNotice } from './ui/ErrorNotice.tsx';

const failure: unknown = await loadPreferences().then(
  () => null,
  (error: unknown) => error,
);
const { language } = usePreferences.getState().preferences;
const texts = createTexts(language);
const queries = createQueryClient();

document.documentElement.lang = language;
document.documentElement.dataset.platform = platform;
usePreferences.subscribe(({ preferences }, before) => {
  if (preferences.language === before.preferences.language) return;
  document.documentElement.lang = preferences.language;
  void texts.changeLanguage(preferences.language);
});

// A file dropped where nothing takes it must not replace the page.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  });
}

startTransfersMirror();

function Root() {
  const locale = usePreferences((s) => s.preferences.language);
  return (
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <I18nProvider locale={locale}>
          <QueryClientProvider client={queries}>
            <ErrorBoundary>
              {failure === null ? <App /> : <ErrorNotice error={failure} onRetry={() => window.location.reload()} />}
            </ErrorBoundary>
          </QueryClientProvider>
        </I18nProvider>
      </I18nextProvider>
    </StrictMode>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<Root />);
