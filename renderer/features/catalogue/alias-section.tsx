import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import type { Failure } from '#shared/result.ts';
import { useApp } from '../../store/use-app.ts';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { DocumentList } from './document-list.tsx';
import { modelHash } from './pages.ts';

/** Names in files that stand for a model: Azure deployments, internal names, routes of a gateway. */
export function AliasSection({ documents }: { readonly documents: readonly PriceDocument[] }): ReactNode {
  const models = useApp((state) => state.models);
  const save = useApp((state) => state.savePriceDocument);
  const [name, setName] = useState('');
  const [model, setModel] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);

  async function submit(): Promise<void> {
    if (model === null) return;
    const refused = await save('catalogue.saveAlias', { name: name.trim(), model });
    setRefusal(refused ?? null);
    if (refused !== undefined) return;
    setName('');
    setModel(null);
  }

  return (
    <Section
      title="Aliases"
      description="A name in your files and the model it stands for: an Azure deployment, a gateway’s route."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Group gap="sm" align="flex-end" mb="sm">
          <TextInput
            label="Name in your files"
            placeholder="azure/my-deployment"
            maxLength={300}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            w={260}
          />
          <ModelPicker
            // A saved alias leaves an empty field, text and all.
            key={documents.length}
            label="Stands for"
            models={models}
            value={model}
            onPick={setModel}
            w={320}
          />
          <Button type="submit" variant="default" disabled={name.trim() === '' || model === null}>
            Add the alias
          </Button>
          {name.trim() !== '' && (
            <Anchor href={modelHash(name.trim())} size="sm" mb={8}>
              What does it match now?
            </Anchor>
          )}
        </Group>
      </form>
      {refusal !== null && (
        <FailureNote title="The alias was not saved" error={refusal} onClose={() => setRefusal(null)} />
      )}
      <DocumentList
        documents={documents}
        label="Aliases"
        whenEmpty="None. Names are matched by the rules of the books alone."
      />
    </Section>
  );
}
