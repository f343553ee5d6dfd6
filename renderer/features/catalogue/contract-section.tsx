import { Button, Group, Modal, Table, Text } from '@mantine/core';
import { useFileDialog } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import { failure, type Failure } from '#shared/result.ts';
import { useApp } from '../../store/use-app.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { ContractDialog } from './contract-dialog.tsx';
import { mostContractBytes, parseContract, termTexts } from './contract-form.ts';
import { DocumentList } from './document-list.tsx';

/** Contract prices: a percentage typed here, or a contract file with volume steps, commitments and provisioned hours. */
export function ContractSection({ documents }: { readonly documents: readonly PriceDocument[] }): ReactNode {
  const save = useApp((state) => state.savePriceDocument);
  const [isEditing, setEditing] = useState(false);
  const [viewed, setViewed] = useState<ContractTerms | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const picker = useFileDialog({
    multiple: false,
    accept: 'application/json,.json',
    resetOnOpen: true,
    onChange(files) {
      const file = files?.[0];
      if (file !== undefined) void readFile(file);
    },
  });

  async function readFile(file: File): Promise<void> {
    const contract =
      file.size > mostContractBytes
        ? failure('contract-too-large', 'A contract file may not be larger than 1 MB.', { at: { file: file.name } })
        : parseContract(await file.text(), file.name);
    const refused = contract.ok ? await save('catalogue.saveContract', { contract: contract.value }) : contract.error;
    setRefusal(refused ?? null);
  }

  return (
    <Section
      title="Contracts"
      description="What you agreed with a provider or reseller. Discounts apply last, after every other modifier."
      aside={
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Button variant="default" size="xs" onClick={picker.open}>
            Open a contract file…
          </Button>
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            Add a discount…
          </Button>
        </Group>
      }
    >
      {refusal !== null && (
        <FailureNote title="The contract was not saved" error={refusal} onClose={() => setRefusal(null)} />
      )}
      <DocumentList
        documents={documents}
        label="Contracts"
        whenEmpty="None. Prices are list prices."
        onView={({ content }) => {
          if (content.kind === 'contract') setViewed(content.terms);
        }}
      />
      <ContractDialog opened={isEditing} onClose={() => setEditing(false)} />
      <Modal
        opened={viewed !== null}
        onClose={() => setViewed(null)}
        size="lg"
        title={viewed?.name ?? ''}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {viewed !== null && <Terms terms={viewed} />}
      </Modal>
    </Section>
  );
}

function Terms({ terms }: { readonly terms: ContractTerms }): ReactNode {
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {terms.from === undefined ? 'Since ever' : `From ${terms.from}`},{' '}
        {terms.to === undefined ? 'open' : `until ${terms.to}`}, UTC. {terms.note}
      </Text>
      <Table aria-label={`Terms of ${terms.name}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Applies to</Table.Th>
            <Table.Th>Does</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {termTexts(terms).map(({ scope, effect }) => (
            <Table.Tr key={`${scope} ${effect}`}>
              <Table.Td>{scope}</Table.Td>
              <Table.Td>{effect}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
