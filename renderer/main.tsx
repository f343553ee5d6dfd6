import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './styles/base.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { startOptimiser } from './analysis/optimiser.ts';
import { createWorkerAnalyst } from './analysis/worker-analyst.ts';
import { App } from './app.tsx';
import { connectHost } from './bridge.ts';
import { createAppStore } from './store/app-store.ts';
import { AppStoreContext } from './store/use-app.ts';
import { cssVariables, theme } from './styles/theme.ts';
import { saveFile } from './ui/save-file.ts';

// Zod would probe for eval, which the content security policy forbids and reports.
config({ jitless: true });

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const colorSchemeManager = localStorageColorSchemeManager({ key: 'burnrate.color-scheme' });

// Before the first paint, so that a dark window does not flash white.
const kept = colorSchemeManager.get('auto');
const isDark = kept === 'dark' || (kept === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');

const store = createAppStore({
  bridge: connectHost(),
  analyst: createWorkerAnalyst(),
  startOptimiser,
  preferences: window.localStorage,
  now: Date.now,
  saveFile,
  notify({ tone, title, message }) {
    notifications.show({
      title,
      message,
      color: tone === 'done' ? 'pine' : 'ember',
      autoClose: tone === 'done' ? 4000 : 10_000,
    });
  },
});

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" limit={3} />
      <AppStoreContext value={store}>
        <App />
      </AppStoreContext>
    </MantineProvider>
  </StrictMode>,
);
