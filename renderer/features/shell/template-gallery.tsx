import { Button, Modal, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { MethodOutput } from '#shared/contract.ts';
import type { Result } from '#shared/result.ts';
import { useApp } from '../../store/use-app.ts';
import { FailureNote } from '../../ui/states.tsx';

/** Plans to start from, each with what it is. Picking one makes a scenario of it. */
export function TemplateGallery({ onClose }: { readonly onClose: () => void }): ReactNode {
  const readTemplates = useApp((state) => state.readTemplates);
  const [answer, setAnswer] = useState<Result<MethodOutput<'scenario.templates'>> | null>(null);
  useEffect(() => {
    void readTemplates().then(setAnswer);
  }, [readTemplates]);
  return (
    <Modal opened onClose={onClose} title="New plan" size={820} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="sm" c="dimmed" mb="sm">
        Each is a whole plan to change. Notes on its numbers say where they come from, or that they are assumptions.
      </Text>
      {answer?.ok === false && <FailureNote title="The templates could not be read" error={answer.error} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {answer === null && [1, 2, 3, 4, 5, 6].map((place) => <Skeleton key={place} h={150} />)}
        {answer?.ok === true &&
          answer.value.map((template) => <TemplateCard key={template.id} template={template} onClose={onClose} />)}
      </SimpleGrid>
    </Modal>
  );
}

function TemplateCard(props: {
  readonly template: MethodOutput<'scenario.templates'>[number];
  readonly onClose: () => void;
}): ReactNode {
  const { template, onClose } = props;
  const create = useApp((state) => state.createScenario);
  const { name, note, workloads } = template.scenario;
  const models = [
    ...new Set(workloads.flatMap(({ calls }) => calls.flatMap((call) => call.models.map(({ model }) => model)))),
  ];
  return (
    <Paper p="sm" component="section" aria-label={name}>
      <Stack gap={6} h="100%" justify="space-between">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm">{note}</Text>
          <Text size="xs" c="dimmed" mt={4}>
            {models.join(', ')}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          aria-label={`Start from ${name}`}
          onClick={() => {
            onClose();
            window.location.hash = '#/scenario';
            void create(template.scenario);
          }}
        >
          Start from this
        </Button>
      </Stack>
    </Paper>
  );
}
