import { AppShell, Box, Center, Loader } from '@mantine/core';
import { Suspense, useEffect, type ReactNode } from 'react';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { ExplanationDrawer } from './features/explanation/index.ts';
import { CurrencyLine, Header, Navigation } from './features/shell/index.ts';
import { screenViews } from './screens.tsx';
import { placeOf } from './store/screens.ts';
import { useApp } from './store/use-app.ts';
import { ExplainContext } from './ui/explain.ts';
import { FailureNote } from './ui/states.tsx';

/** The window: header, navigation and the screen that is open. */
export function App(): ReactNode {
  const explain = useApp((state) => state.explain);
  useServices();
  useScreenInUrl();
  useShortcuts();
  return (
    <ExplainContext value={explain}>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 188, breakpoint: 0 }}
        padding="md"
        styles={{ main: { backgroundColor: 'var(--page-background)' } }}
      >
        <AppShell.Header>
          <Header />
        </AppShell.Header>
        <AppShell.Navbar p="xs" style={{ overflowY: 'auto' }}>
          <Navigation />
        </AppShell.Navbar>
        <AppShell.Main>
          <Box maw={1480} mx="auto">
            <CurrencyLine />
            <CurrentScreen />
          </Box>
        </AppShell.Main>
      </AppShell>
      <ExplanationDrawer />
    </ExplainContext>
  );
}

function CurrentScreen(): ReactNode {
  const phase = useApp((state) => state.phase);
  const startError = useApp((state) => state.startError);
  const load = useApp((state) => state.load);
  const screen = useApp((state) => state.screen);
  const currency = useApp((state) => state.displayCurrency);
  if (phase === 'starting') return <Waiting />;
  if (phase === 'failed' && startError !== null) {
    return <FailureNote title="Burnrate could not start" error={startError} onRetry={() => void load()} />;
  }
  const { Content } = screenViews[screen];
  return (
    <Suspense fallback={<Waiting />}>
      {/* Another currency writes every amount anew, in charts too. */}
      <Content key={`${currency?.currency} ${currency?.rate?.usdPerUnit}`} />
    </Suspense>
  );
}

function Waiting(): ReactNode {
  return (
    <Center mih={360} aria-live="polite">
      <Loader size="sm" aria-label="Loading" />
    </Center>
  );
}

/** Starts the services' feed with the window, and saves what is not saved when the window goes away. */
function useServices(): void {
  const start = useApp((state) => state.start);
  const flushSave = useApp((state) => state.flushSave);
  useEffect(() => start(), [start]);
  useEffect(() => {
    function save(): void {
      void flushSave();
    }
    window.addEventListener('blur', save);
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('blur', save);
      window.removeEventListener('pagehide', save);
    };
  }, [flushSave]);
}

/** Keeps the open screen in the URL's fragment, so that a reload shows the same one. */
function useScreenInUrl(): void {
  const navigate = useApp((state) => state.navigate);
  useEffect(() => {
    function follow(): void {
      navigate(placeOf(window.location.hash));
      window.scrollTo(0, 0);
    }
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [navigate]);
}
