import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { reportChoices } from '../../store/output-formats.ts';
import { useApp } from '../../store/use-app.ts';
import { OutputMenu } from '../../ui/output-menu.tsx';
import { useScreenTitle } from '../../ui/use-screen-title.ts';
import { LeverPage } from './lever-page.tsx';
import { compareHash, comparePageOf, comparePages, comparePageTitles } from './pages.ts';
import { PlansPage } from './plans-page.tsx';

/** What changes the cost: the levers of the open plan, or one plan of the library instead of another. */
export function CompareScreen(): ReactNode {
  const within = useApp((state) => state.within);
  const name = useApp(({ history }) => history?.present.name);
  const saveReport = useApp((state) => state.saveReport);
  const page = comparePageOf(within);
  useScreenTitle('Compare', page === 'levers' ? name : comparePageTitles[page]);
  return (
    <Stack gap="md">
      <div>
        <Group justify="space-between" mb={2}>
          <Title order={1}>Compare</Title>
          {page === 'levers' && name !== undefined && (
            <OutputMenu label="Save report" choices={reportChoices} onChoose={(format) => void saveReport(format)} />
          )}
        </Group>
        <nav className="page-tabs" aria-label="Compare pages">
          {comparePages.map((candidate) => (
            <a key={candidate} href={compareHash(candidate)} aria-current={candidate === page ? 'page' : undefined}>
              {comparePageTitles[candidate]}
            </a>
          ))}
        </nav>
      </div>
      {page === 'levers' ? <LeverPage /> : <PlansPage />}
    </Stack>
  );
}
