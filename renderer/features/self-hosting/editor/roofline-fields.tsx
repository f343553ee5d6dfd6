import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetThroughput, ModelShape } from '#shared/domain/fleet.ts';
import { numberFormats, type NumberFormat } from '#shared/domain/hosting-book.ts';
import { NumberCell } from '../../../ui/number-cell.tsx';
import { FieldGrid } from './field-grid.tsx';
import { without, type FleetEdits } from './fleet-edits.ts';
import { numbersOf } from './fleet-numbers.ts';
import { publishedModelOf, publishedModels } from './model-shapes.ts';

type Roofline = Extract<FleetThroughput, { kind: 'roofline' }>;

interface RooflineProps {
  readonly edits: FleetEdits;
  readonly throughput: Roofline;
}

/** The model's shape, its precision, and what share of the hardware's peak is reached. */
export function RooflineFields(props: RooflineProps): ReactNode {
  return (
    <FieldGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
      <ModelStart {...props} />
      <PrecisionFields {...props} />
      <ShapeFields {...props} />
      <ExpertFields {...props} />
      <PaceFields {...props} />
      <EfficiencyFields {...props} />
    </FieldGrid>
  );
}

const ownShape = 'A shape of my own';

function ModelStart({ edits, throughput }: RooflineProps): ReactNode {
  return (
    <Select
      size="xs"
      label="Model"
      allowDeselect={false}
      data={[...publishedModels.map(({ name }) => name), ownShape]}
      value={publishedModelOf(throughput.model)?.name ?? ownShape}
      onChange={(name) => {
        const picked = publishedModels.find((model) => model.name === name);
        if (picked !== undefined)
          edits.choose('throughput.model', { throughput: { ...throughput, model: picked.shape } });
      }}
    />
  );
}

function PrecisionFields({ edits, throughput }: RooflineProps): ReactNode {
  return (['weights', 'kvCache'] as const).map((key) => (
    <Select
      key={key}
      size="xs"
      label={key === 'weights' ? 'Precision of weights' : 'Precision of the KV cache'}
      allowDeselect={false}
      data={numberFormats.map((format) => ({ value: format, label: formatLabels[format] }))}
      value={throughput[key]}
      onChange={(value) => {
        const format = numberFormats.find((known) => known === value);
        if (format !== undefined) edits.choose(`throughput.${key}`, { throughput: { ...throughput, [key]: format } });
      }}
    />
  ));
}

const formatLabels: Readonly<Record<NumberFormat, string>> = {
  fp16: '16 bit (FP16, BF16)',
  fp8: '8 bit (FP8)',
  int8: '8 bit (INT8)',
  fp4: '4 bit (FP4)',
  int4: '4 bit (INT4)',
};

const shapeNumbers: readonly {
  readonly key: 'parametersB' | 'layers' | 'hiddenSize' | 'kvHeads' | 'headDimension';
  readonly label: string;
  readonly unit?: string;
}[] = [
  { key: 'parametersB', label: 'Parameters', unit: 'billions' },
  { key: 'layers', label: 'Layers' },
  { key: 'hiddenSize', label: 'Hidden size' },
  { key: 'kvHeads', label: 'KV heads' },
  { key: 'headDimension', label: 'Head dimension' },
];

function ShapeFields({ edits, throughput }: RooflineProps): ReactNode {
  return shapeNumbers.map(({ key, label, unit }) => (
    <NumberCell
      key={key}
      label={label}
      {...(unit !== undefined && { unit })}
      path={`${edits.path}.throughput.model.${key}`}
      isWhole={key !== 'parametersB'}
      value={throughput.model[key]}
      onEdit={(value) => setShape({ edits, throughput }, key, { ...throughput.model, [key]: value })}
      onDone={edits.done}
    />
  ));
}

const expertNumbers: readonly {
  readonly key: 'activeParametersB' | 'experts' | 'activeExperts';
  readonly label: string;
  readonly unit: string;
}[] = [
  { key: 'activeParametersB', label: 'Active parameters', unit: 'billions a token' },
  { key: 'experts', label: 'Experts', unit: 'a layer' },
  { key: 'activeExperts', label: 'Active experts', unit: 'a token' },
];

/** A mixture of experts; empty = a dense model. */
function ExpertFields({ edits, throughput }: RooflineProps): ReactNode {
  return expertNumbers.map(({ key, label, unit }) => (
    <NumberCell
      key={key}
      label={label}
      unit={unit}
      path={`${edits.path}.throughput.model.${key}`}
      isWhole={key !== 'activeParametersB'}
      whenEmpty={key === 'activeParametersB' ? 'all: a dense model' : '1'}
      value={throughput.model[key]}
      onEdit={(value) => setShape({ edits, throughput }, key, { ...throughput.model, [key]: value })}
      onClear={() => setShape({ edits, throughput }, key, without(throughput.model, key))}
      onDone={edits.done}
    />
  ));
}

function setShape({ edits, throughput }: RooflineProps, key: string, model: ModelShape): void {
  edits.set(`throughput.model.${key}`, { throughput: { ...throughput, model } });
}

function PaceFields({ edits, throughput }: RooflineProps): ReactNode {
  const numbers = numbersOf(edits, 'throughput', throughput);
  return (
    <>
      <NumberCell
        label="Batch"
        unit="requests together"
        isWhole
        min={1}
        whenEmpty="as many as fit"
        {...numbers.optional('batch')}
      />
      <NumberCell
        label="Slowest pace"
        unit="seconds a token"
        max={60}
        whenEmpty="any"
        {...numbers.optional('maxSecondsPerToken')}
      />
    </>
  );
}

const efficiencies = [
  { key: 'flopsEfficiency', label: 'Peak arithmetic reached' },
  { key: 'bandwidthEfficiency', label: 'Peak bandwidth reached' },
  { key: 'memoryReserve', label: 'Memory kept free' },
] as const;

function EfficiencyFields({ edits, throughput }: RooflineProps): ReactNode {
  const numbers = numbersOf(edits, 'throughput', throughput);
  return efficiencies.map(({ key, label }) => (
    <NumberCell key={key} label={label} isShare max={key === 'memoryReserve' ? 0.9 : 1} {...numbers.given(key)} />
  ));
}
