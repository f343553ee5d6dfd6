import type { Commitment, Offer, Purchase, ServicePrice } from '#shared/domain/hosting-book.ts';

/** One row of the table below: id, GPU, provider, commitment, US dollars per GPU-hour, day on which it was seen, source. */
function offer(
  id: string,
  gpu: string,
  provider: string,
  commitment: Commitment,
  usdPerGpuHour: number,
  from: string,
  source: string,
  machine: { readonly instance?: string; readonly gpusPerInstance?: number } = {},
): Offer {
  return { id, gpu, provider, commitment, usdPerGpuHour, from, source, gpusPerInstance: 1, ...machine };
}

/** Hourly rates that come with the app, US dollars per GPU: what was published on a day, nothing in between. */
// prettier-ignore
export const bundledOffers: readonly Offer[] = [
  offer('runpod-h100-sxm-secure', 'h100-sxm', 'RunPod', 'on-demand', 3.29, '2026-08-19', 'the drift series of data-receipts: 82 days before 2026-11-09'),
  offer('runpod-h100-sxm-secure', 'h100-sxm', 'RunPod', 'on-demand', 3.49, '2026-09-25', 'tgarg01/silybench-data'),
  offer('runpod-h100-sxm-secure', 'h100-sxm', 'RunPod', 'on-demand', 3.99, '2026-11-09', 'data-receipts 109 (datareceipts)'),
  offer('runpod-h100-sxm-community', 'h100-sxm', 'RunPod', 'community', 2.69, '2026-09-25', 'tgarg01/silybench-data; the same on 2026-11-09'),
  offer('aws-p5-48xlarge', 'h100-sxm', 'AWS', 'on-demand', 6.88, '2026-11-09', 'data-receipts 109 (datareceipts)', { instance: 'p5.48xlarge', gpusPerInstance: 8 }),
  offer('azure-nd96isr-h100', 'h100-sxm', 'Azure', 'on-demand', 12.29, '2026-11-09', 'data-receipts 109 (datareceipts)', { instance: 'ND96isr H100 v5', gpusPerInstance: 8 }),
  offer('nebius-h100-sxm', 'h100-sxm', 'Nebius', 'on-demand', 3.85, '2026-09-25', 'tgarg01/silybench-data'),
  offer('lambda-h100-sxm', 'h100-sxm', 'Lambda', 'on-demand', 4.29, '2026-09-25', 'tgarg01/silybench-data, machine of one GPU'),
  offer('lambda-h100-sxm-8x', 'h100-sxm', 'Lambda', 'on-demand', 3.99, '2026-09-25', 'tgarg01/silybench-data, machine of eight GPUs', { instance: '8x H100 SXM', gpusPerInstance: 8 }),
  offer('gcp-a3-highgpu-1g', 'h100-sxm', 'Google Cloud', 'on-demand', 10.98, '2026-09-25', 'tgarg01/silybench-data', { instance: 'a3-highgpu-1g' }),
  offer('gcp-a3-highgpu-1g-spot', 'h100-sxm', 'Google Cloud', 'spot', 6.571, '2026-09-25', 'tgarg01/silybench-data', { instance: 'a3-highgpu-1g' }),
  offer('vast-h100-sxm-median', 'h100-sxm', 'Vast.ai', 'community', 2.4, '2026-10-19', 'tgarg01/silybench-data, median'),
  offer('akash-h100', 'h100-sxm', 'Akash', 'on-demand', 2.58, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('civo-h100', 'h100-sxm', 'Civo', 'on-demand', 2.96, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('hyperstack-h100', 'h100-sxm', 'Hyperstack', 'on-demand', 3.21, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('scaleway-h100', 'h100-sxm', 'Scaleway', 'on-demand', 3.8, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('together-h100', 'h100-sxm', 'Together', 'on-demand', 3.99, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('digitalocean-h100', 'h100-sxm', 'DigitalOcean', 'on-demand', 5.37, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('coreweave-h100', 'h100-sxm', 'CoreWeave', 'on-demand', 6.155, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('civo-h200', 'h200-sxm', 'Civo', 'on-demand', 3.45, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('hyperstack-h200', 'h200-sxm', 'Hyperstack', 'on-demand', 3.99, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('runpod-h200', 'h200-sxm', 'RunPod', 'on-demand', 4.44, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('lium-h200', 'h200-sxm', 'Lium', 'on-demand', 4.95, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('nebius-h200', 'h200-sxm', 'Nebius', 'on-demand', 5.4, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('vast-h200', 'h200-sxm', 'Vast.ai', 'on-demand', 5.58, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('together-h200', 'h200-sxm', 'Together', 'on-demand', 5.99, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('coreweave-h200', 'h200-sxm', 'CoreWeave', 'on-demand', 6.305, '2026-10-24', 'renshuBTC/compute-screener, average of the provider'),
  offer('runpod-h100-pcie-community', 'h100-pcie', 'RunPod', 'community', 1.99, '2026-11-09', 'data-receipts 109 (datareceipts)'),
  offer('runpod-h100-pcie-secure', 'h100-pcie', 'RunPod', 'on-demand', 2.89, '2026-11-09', 'data-receipts 109 (datareceipts)'),
  offer('runpod-a100-sxm-community', 'a100-80-sxm', 'RunPod', 'community', 1.39, '2026-11-09', 'data-receipts 109 (datareceipts)'),
  offer('runpod-a100-sxm-secure', 'a100-80-sxm', 'RunPod', 'on-demand', 1.79, '2026-11-09', 'data-receipts 109 (datareceipts)'),
  offer('azure-a100-pcie', 'a100-80-pcie', 'Azure', 'on-demand', 3.67, '2026-11-09', 'data-receipts 109 (datareceipts), lowest of 3.67 to 4.78'),
  offer('privum-b200-low', 'b200-sxm', 'lowest listed', 'on-demand', 5.98, '2026-08-19', 'privum/ai-compute-prices'),
  offer('privum-b200-high', 'b200-sxm', 'highest listed', 'on-demand', 6.79, '2026-08-19', 'privum/ai-compute-prices'),
  offer('verda-l40s-spot', 'l40s', 'Verda', 'spot', 0.93, '2026-10-29', 'lantern-works'),
];

/** Purchase prices that come with the app, US dollars. */
export const bundledPurchases: readonly Purchase[] = [
  {
    id: 'a100-80-2025',
    gpu: 'a100-80-sxm',
    usdPerGpu: 15_000,
    from: '2025-09-22',
    source: 'Pan, Chodnekar, Roy, Wang, arXiv 2509.18101',
  },
  {
    id: 'rtx-5090-2025',
    gpu: 'rtx-5090',
    usdPerGpu: 2000,
    from: '2025-09-22',
    source: 'Pan, Chodnekar, Roy, Wang, arXiv 2509.18101',
  },
];

/** Electricity that comes with the app. Network, storage and staff differ too much: they are the user's to add. */
export const bundledServices: readonly ServicePrice[] = [
  {
    id: 'electricity-on-premise-2025',
    kind: 'electricity',
    name: 'On-premise electricity',
    usd: 0.15,
    from: '2025-09-22',
    source: 'Pan, Chodnekar, Roy, Wang, arXiv 2509.18101',
  },
];
