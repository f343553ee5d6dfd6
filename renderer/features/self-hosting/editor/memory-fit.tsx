import { Alert, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { formatCount } from '../../../ui/format.ts';

/** Whether the model fits a replica's memory, with the figures; nothing where the speed was measured. */
export function MemoryFit({ report }: { readonly report: FleetReport | undefined }): ReactNode {
  const memory = report?.replica.memory;
  if (memory === undefined) return null;
  const { weightsGb, memoryGb, kvGbPerRequest, kvRoomGb, largestBatch, fits } = memory;
  if (fits) {
    return (
      <Text size="sm" mt="sm">
        {`Fits: weights take ${formatCount(weightsGb)} of ${formatCount(memoryGb)} GB; the ${formatCount(kvRoomGb)} GB left hold the caches of ${formatCount(largestBatch)} requests at once, ${formatCount(kvGbPerRequest)} GB each.`}
      </Text>
    );
  }
  return (
    <Alert color="ember" variant="light" mt="sm" title="The model does not fit">
      {`Weights take ${formatCount(weightsGb)} GB and one request’s cache ${formatCount(kvGbPerRequest)} GB; a replica has ${formatCount(memoryGb)} GB less what is kept free. Give a replica more GPUs, choose a lower precision or a larger GPU.`}
    </Alert>
  );
}
